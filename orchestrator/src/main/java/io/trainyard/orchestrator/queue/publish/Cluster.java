package io.trainyard.orchestrator.queue.publish;

import io.trainyard.contract.message.Protocol;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** A short visit to Kafka as its administrator. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    /** So that replicas share the ingestion of events, which are keyed by run. */
    private static final int EVENT_PARTITIONS = 8;

    /** A confusion matrix of 1,000 classes is 2 MB of JSON. */
    private static final String LARGEST_RECORD_BYTES = Integer.toString(8 << 20);

    /** Heartbeats and orders are worthless soon. */
    private static final String AN_HOUR_MS = Long.toString(Duration.ofHours(1).toMillis());

    private final Admin admin;

    Cluster(String bootstrapServers) {
        admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                AdminClientConfig.CLIENT_ID_CONFIG,
                                "trainyard-orchestrator-admin",
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                3_000,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis()));
    }

    /** Why the cluster cannot be used, or empty where it can. */
    Optional<String> refusal() throws ExecutionException, InterruptedException {
        return ShareGroupSupport.refusal(admin.describeFeatures().featureMetadata().get());
    }

    /**
     * Heartbeats have one partition: the marks of the contact clock must lie behind all of them.
     */
    void createFixedTopics() throws ExecutionException, InterruptedException {
        create(
                List.of(
                        topic(Protocol.EVENTS, EVENT_PARTITIONS)
                                .configs(
                                        Map.of(
                                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                LARGEST_RECORD_BYTES)),
                        topic(Protocol.HEARTBEATS, 1)
                                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, AN_HOUR_MS)),
                        topic(Protocol.CONTROL, 1)
                                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, AN_HOUR_MS))));
    }

    /** One partition, so that a pool's tasks are taken in the order of their publication. */
    void createPoolTopic(String pool) throws ExecutionException, InterruptedException {
        create(
                List.of(
                        topic(Protocol.tasks(pool), 1)
                                .configs(
                                        Map.of(
                                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                LARGEST_RECORD_BYTES))));
        // The default, latest, loses what was published before the group's first poll.
        var group = new ConfigResource(ConfigResource.Type.GROUP, Protocol.workers(pool));
        var earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET));
        var _ = admin.incrementalAlterConfigs(Map.of(group, change)).all().get();
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private void create(List<NewTopic> topics) throws ExecutionException, InterruptedException {
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                var _ = created.get();
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE_LIMIT);
    }
}
