package io.trainyard.orchestrator.queue.publish;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the topics that are missing, and refuses a broker that has no share groups. Where Kafka is
 * down it goes on trying; runs are accepted meanwhile and published later.
 */
@ApplicationScoped
public class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final Duration FALLBACK = Duration.ofSeconds(2);

    /** Long enough for a broker that is there, so that consumers find their topics at once. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(3);

    private final Settings settings;
    private final Set<String> pools = ConcurrentHashMap.newKeySet();
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean started;
    private volatile Optional<String> refusal = Optional.empty();
    private @Nullable Loop loop;

    Topics(Settings settings) {
        this.settings = settings;
    }

    /** Before the consumers subscribe. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent event)
            throws InterruptedException {
        loop = Loop.start("kafka-topics", FALLBACK, this::look);
        var _ = firstLook.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (refusal.isPresent()) {
            throw new ConfigurationException(refusal.get());
        }
        started = true;
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Whether the broker can be used and the fixed topics are there, as far as is known. */
    public boolean areReady() {
        return ready;
    }

    /** Forgets what is known, after a record could not be sent. */
    void lookAgain() {
        ready = false;
        pools.clear();
        if (loop != null) {
            loop.wake();
        }
    }

    /**
     * Makes a pool's topic where it is missing.
     *
     * @return false where Kafka is down
     */
    boolean ensurePool(String pool) {
        if (!ready) {
            return false;
        }
        if (pools.contains(pool)) {
            return true;
        }
        try (Cluster cluster = new Cluster(settings.kafka())) {
            cluster.createPoolTopic(pool);
            return pools.add(pool);
        } catch (Exception outage) {
            LOG.warnf("cannot make a pool's topic pool=%s reason=%s", pool, outage.getMessage());
            lookAgain();
            return false;
        }
    }

    private void look() throws Exception {
        if (ready) {
            return;
        }
        try (Cluster cluster = new Cluster(settings.kafka())) {
            refusal = cluster.refusal();
            if (refusal.isEmpty()) {
                cluster.createFixedTopics();
                ready = true;
            } else if (started) {
                LOG.fatal(refusal.get());
                Quarkus.asyncExit(1);
            }
        }
        firstLook.countDown();
    }
}
