package io.trainyard.embedded.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The broker's configuration: everything once, on loopback, sized for a laptop. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String BROKER_LISTENER = "PLAINTEXT";
    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerSettings() {}

    static Properties of(Path logFolder, int port, int controllerPort) {
        var settings = new Properties();
        listeners(settings, port, controllerPort);
        settings.put("log.dirs", logFolder.toString());
        internalTopics(settings);
        restartsSoon(settings);
        small(settings);
        // Topics are the orchestrator's to create; a misspelt one must fail, not appear.
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private static void listeners(Properties settings, int port, int controllerPort) {
        String broker = "%s://127.0.0.1:%d".formatted(BROKER_LISTENER, port);
        String controller = "%s://127.0.0.1:%d".formatted(CONTROLLER_LISTENER, controllerPort);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("listeners", broker + "," + controller);
        settings.put("advertised.listeners", broker);
        settings.put(
                "listener.security.protocol.map",
                "%s:PLAINTEXT,%s:PLAINTEXT".formatted(BROKER_LISTENER, CONTROLLER_LISTENER));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE, controllerPort));
    }

    private static void internalTopics(Properties settings) {
        for (var topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "3");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // A lone consumer starts at once instead of waiting three seconds for company.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Lets the orchestrator choose a record lock shorter than the usual 15 s.
        settings.put("group.share.min.record.lock.duration.ms", "1000");
    }

    /**
     * After an unclean end the controller, here in the same process, waits this long for the broker
     * that was; the default of nine seconds would be the longest part of a restart.
     */
    private static void restartsSoon(Properties settings) {
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void small(Properties settings) {
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * MEBIBYTE));
        settings.put("log.segment.bytes", Integer.toString(64 * MEBIBYTE));
        settings.put("log.index.size.max.bytes", Integer.toString(MEBIBYTE));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
    }
}
