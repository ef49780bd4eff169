package io.trainyard.orchestrator.queue.publish;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.contract.message.Protocol;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Sends marks through the heartbeat topic. Whoever reads heartbeats reads the marks behind them, so
 * a mark that was applied proves that heartbeats before it were, and the contact clock may move.
 */
@ApplicationScoped
public class ContactMarker {
    /** The key of a mark, whose record has no value. */
    public static final String KEY = "contact-mark";

    private final Bus bus;
    private final Topics topics;
    private final Settings settings;
    private @Nullable Loop loop;

    ContactMarker(Bus bus, Topics topics, Settings settings) {
        this.bus = bus;
        this.topics = topics;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("contact-marker", settings.contactEvery(), this::mark);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private void mark() throws Exception {
        if (topics.areReady()) {
            // Awaited, so that marks do not pile up in an outage.
            var _ = bus.send(Protocol.HEARTBEATS, KEY, null).get();
        }
    }
}
