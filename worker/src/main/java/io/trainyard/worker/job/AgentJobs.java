package io.trainyard.worker.job;

import io.trainyard.client.WorkerClient;
import io.trainyard.client.trainer.TrainerProcess;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.data.AllowedFolders;
import io.trainyard.worker.AgentConfiguration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** All of an agent's threads, put together and taken apart. */
public final class AgentJobs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AgentJobs.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final AgentConfiguration configuration;
    private final String worker;
    private final WorkerClient orchestrator;
    private final RunningAttempts running = new RunningAttempts();
    private final MessageSender events;
    private final MessageSender beats;
    private final Heartbeats heartbeats;
    private final ControlListener control;
    private final AttemptRunner runner;
    private final List<Thread> slots = new ArrayList<>();

    /**
     * @param nanoTime a monotonic clock
     */
    public AgentJobs(AgentConfiguration configuration, Clock clock, LongSupplier nanoTime) {
        this.configuration = configuration;
        String host = hostName();
        // Unique for one life: a restarted agent must not be taken for the one that held the
        // leases.
        worker = "%s-%06x".formatted(host, RandomGenerator.of("SecureRandom").nextInt(1 << 24));
        orchestrator = new WorkerClient(configuration.url(), configuration.token().orElse(null));
        events = MessageSender.patient(configuration.kafka(), worker + "-events");
        beats = MessageSender.brisk(configuration.kafka(), worker + "-heartbeats");
        heartbeats =
                new Heartbeats(
                        new Heartbeats.Identity(
                                worker,
                                host,
                                configuration.pool(),
                                configuration.slots(),
                                "cpu",
                                TrainerCatalogue.read(configuration.trainerJar())),
                        beats,
                        running,
                        configuration.noContactLimit(),
                        nanoTime);
        control = new ControlListener(configuration.kafka(), worker + "-control", running::control);
        runner =
                new AttemptRunner(
                        orchestrator,
                        new EventPublisher.Factory(events, worker, clock),
                        running,
                        configuration.workDir(),
                        dataRoots());
    }

    /** Starts listening and taking tasks; returns at once. */
    public void start() {
        LOG.infof(
                "agent starts worker=%s pool=%s slots=%d dataRoots=%s",
                worker, configuration.pool(), configuration.slots(), dataRoots());
        heartbeats.start(configuration.heartbeat());
        var _ = Thread.ofPlatform().name("control").daemon().start(control);
        for (int index = 0; index < configuration.slots(); index++) {
            String name = "slot-" + index;
            Slot slot =
                    new Slot(
                            worker,
                            new TaskSource(
                                    configuration.kafka(),
                                    configuration.pool(),
                                    worker + "-" + name),
                            orchestrator,
                            runner,
                            new WarmTrainer(this::startTrainer),
                            heartbeats);
            slots.add(Thread.ofPlatform().name(name).daemon().start(slot));
        }
    }

    /** Attempts in progress. */
    public int attemptsRunning() {
        return running.beats().size();
    }

    /** Time since the broker last took a heartbeat. */
    public Duration silence() {
        return heartbeats.silence();
    }

    /**
     * Stops what runs and gives it back, so that another worker continues it from its last
     * checkpoint at once.
     */
    @Override
    public void close() {
        List<RunningAttempts.Key> interrupted = running.close();
        control.close();
        slots.forEach(Thread::interrupt);
        for (Thread thread : slots) {
            try {
                thread.join(STOP_LIMIT);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        for (var attempt : interrupted) {
            try {
                orchestrator.release(attempt.run(), attempt.attempt());
            } catch (RuntimeException away) {
                LOG.warnf(
                        "attempt not released, its lease will run out runId=%s: %s",
                        attempt.run(), away.getMessage());
            }
        }
        heartbeats.close();
        events.close();
        beats.close();
    }

    private TrainerProcess startTrainer() {
        List<String> flags =
                configuration.trainerFlags().stream()
                        .flatMap(Pattern.compile("\\s+")::splitAsStream)
                        .toList();
        int threadsPerSlot =
                Math.max(1, Runtime.getRuntime().availableProcessors() / configuration.slots());
        return TrainerProcess.start(
                new TrainerProcess.Settings(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        configuration.trainerJar(),
                        flags,
                        configuration.workDir().resolve("trainer.log"),
                        threadsPerSlot));
    }

    private List<String> dataRoots() {
        return configuration.dataRoots().map(AllowedFolders::split).orElse(List.of());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "worker";
        }
    }

    /** Reads what the trainer can run from its jar. */
    private static final class TrainerCatalogue {
        static Catalogue read(Path jar) {
            try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
                var entry = zip.getEntry("catalogue.json");
                if (entry == null) {
                    throw new IllegalStateException(
                            jar + " holds no catalogue.json: build the trainer again");
                }
                try (var stream = zip.getInputStream(entry)) {
                    return io.trainyard.contract.Wire.json().readValue(stream, Catalogue.class);
                }
            } catch (java.io.IOException unreadable) {
                throw new IllegalStateException(
                        "the trainer's jar %s cannot be read: set TRAINYARD_TRAINER_JAR"
                                .formatted(jar),
                        unreadable);
            }
        }
    }
}
