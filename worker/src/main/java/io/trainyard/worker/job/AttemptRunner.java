package io.trainyard.worker.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.ServerProblemException;
import io.trainyard.client.ServerUnreachableException;
import io.trainyard.client.WorkerClient;
import io.trainyard.client.trainer.TrainerProcess;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TaskMessage;
import io.trainyard.contract.message.TrainerCommand;
import io.trainyard.contract.spec.RunWeights;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.worker.machine.MachineWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs one claimed attempt from its first event to its last. */
final class AttemptRunner {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final WorkerClient orchestrator;
    private final EventPublisher.Factory publishers;
    private final RunningAttempts running;
    private final Path workDirectory;
    private final List<String> dataRoots;

    AttemptRunner(
            WorkerClient orchestrator,
            EventPublisher.Factory publishers,
            RunningAttempts running,
            Path workDirectory,
            List<String> dataRoots) {
        this.orchestrator = orchestrator;
        this.publishers = publishers;
        this.running = running;
        this.workDirectory = workDirectory;
        this.dataRoots = List.copyOf(dataRoots);
    }

    /**
     * Blocks until the attempt has ended and its last event is with the broker, or the attempt was
     * fenced.
     */
    void run(TaskMessage task, Claim claim, WarmTrainer trainers) throws InterruptedException {
        var key = new RunningAttempts.Key(task.run(), claim.attempt());
        EventPublisher events = publishers.forAttempt(key);
        Path folder = workDirectory.resolve(key.run() + "-" + key.attempt());
        TrainerProcess trainer = trainers.take();
        boolean reusable = false;
        LOG.infof("attempt begins runId=%s attempt=%d", key.run(), key.attempt());
        try (var attempt = new LiveAttempt(trainer)) {
            running.begin(key, attempt);
            RunEvent.Terminal end = attempt(task, claim, trainer, attempt, events, folder);
            if (attempt.isFenced()) {
                LOG.warnf("attempt fenced runId=%s attempt=%d", key.run(), key.attempt());
            } else {
                events.publish(attempt.judge(end)).join();
                LOG.infof("attempt ends runId=%s attempt=%d end=%s", key.run(), key.attempt(), end);
            }
            reusable = end instanceof RunEvent.Finished && trainer.isAlive();
        } finally {
            running.end(key);
            if (reusable) {
                trainers.keep(trainer);
            } else {
                trainer.close();
            }
            Folders.deleteIfPossible(folder);
        }
    }

    /** How the attempt ended; whatever goes wrong here is an end as well. */
    private RunEvent.Terminal attempt(
            TaskMessage task,
            Claim claim,
            TrainerProcess trainer,
            LiveAttempt attempt,
            EventPublisher events,
            Path folder)
            throws InterruptedException {
        var key = new RunningAttempts.Key(task.run(), claim.attempt());
        try (CheckpointUploads uploads =
                new CheckpointUploads(orchestrator, key, attempt::fence, trainer::kill)) {
            timeLimit(task).ifPresent(attempt::limit);
            RunEvent.Terminal end =
                    train(task, claim, trainer, attempt, events, uploads, Folders.fresh(folder));
            uploads.drain();
            return end;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.errorf(fault, "attempt failed runId=%s attempt=%d", key.run(), key.attempt());
            return new RunEvent.Failed(
                    FailureKind.INTERNAL, "on the worker: " + fault.getMessage(), attempt.step());
        }
    }

    private RunEvent.Terminal train(
            TaskMessage task,
            Claim claim,
            TrainerProcess trainer,
            LiveAttempt attempt,
            EventPublisher events,
            CheckpointUploads uploads,
            Path folder)
            throws IOException, InterruptedException {
        Optional<Path> resume =
                resumePoint(
                        claim.resumeFrom(),
                        attempt,
                        Files.createDirectories(folder.resolve("resume")));
        Path weights = Files.createDirectories(folder.resolve("weights"));
        ObjectNode spec = withWeights(task.spec(), attempt, weights);
        if (attempt.mustStop()) {
            return new RunEvent.Cancelled(0);
        }
        Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
        var start =
                new TrainerCommand.Start(
                        spec,
                        Stream.concat(dataRoots.stream(), Stream.of(weights.toString())).toList(),
                        checkpoints.toString(),
                        resume.map(Path::toString).orElse(null));
        try (MachineWatch machine = MachineWatch.of(trainer.handle())) {
            return trainer.run(start, event -> take(event, attempt, events, uploads, machine));
        }
    }

    private static void take(
            RunEvent event,
            LiveAttempt attempt,
            EventPublisher events,
            CheckpointUploads uploads,
            MachineWatch machine) {
        attempt.heard(event);
        switch (event) {
            case RunEvent.CheckpointWritten written -> uploads.add(written);
            case RunEvent.Terminal _ -> LOG.debug("held until the checkpoints are up");
            case RunEvent.Metrics metrics -> {
                var _ = events.publish(metrics).exceptionally(attempt::lose);
                machine.takeNewest()
                        .flatMap(values -> beside(metrics, values))
                        .ifPresent(busy -> events.publish(busy).exceptionally(attempt::lose));
            }
            case RunEvent.Started _,
                    RunEvent.EpochEnded _,
                    RunEvent.LogLine _,
                    RunEvent.Evaluated _ -> {
                var _ = events.publish(event).exceptionally(attempt::lose);
            }
        }
    }

    /** How busy the machine was at the last of these steps. */
    static Optional<RunEvent> beside(RunEvent.Metrics metrics, Map<String, Double> values) {
        if (metrics.steps().isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Double>> series = new HashMap<>();
        values.forEach((name, value) -> series.put(name, List.of(value)));
        return Optional.of(
                new RunEvent.Metrics(metrics.epoch(), List.of(metrics.steps().getLast()), series));
    }

    /** Fetches the checkpoint to continue from. */
    private Optional<Path> resumePoint(
            @Nullable CheckpointView checkpoint, LiveAttempt attempt, Path folder)
            throws IOException, InterruptedException {
        return checkpoint == null
                ? Optional.empty()
                : patiently(
                        "checkpoint " + checkpoint.id(),
                        attempt,
                        () -> {
                            orchestrator.downloadCheckpoint(checkpoint, folder);
                            return folder;
                        });
    }

    /** The spec with files in place of the runs whose weights it takes, each fetched once. */
    private ObjectNode withWeights(ObjectNode spec, LiveAttempt attempt, Path folder)
            throws IOException, InterruptedException {
        ObjectNode located = spec.deepCopy();
        Map<String, Path> fetched = new HashMap<>();
        for (RunWeights reference : RunWeights.in(located)) {
            String run = reference.id();
            if (!fetched.containsKey(run)) {
                patiently(
                                "weights of run " + run,
                                attempt,
                                () -> orchestrator.downloadWeights(UUID.fromString(run), folder))
                        .ifPresent(file -> fetched.put(run, file));
            }
            Path file = fetched.get(run);
            if (file != null) {
                reference.locate(file.toString());
            }
        }
        return located;
    }

    /**
     * Fetches something; an orchestrator that is away is waited for. Empty where the attempt must
     * stop.
     */
    private static Optional<Path> patiently(String what, LiveAttempt attempt, Supplier<Path> fetch)
            throws IOException, InterruptedException {
        while (!attempt.mustStop()) {
            try {
                return Optional.of(fetch.get());
            } catch (ServerUnreachableException away) {
                LOG.warnf(
                        "attempt waits for the orchestrator what=%s: %s", what, away.getMessage());
                Thread.sleep(Duration.ofSeconds(1));
            } catch (ServerProblemException damaged) {
                throw new IOException(
                        "%s cannot be read back: %s".formatted(what, damaged.getMessage()),
                        damaged);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> timeLimit(TaskMessage task) {
        return Optional.ofNullable(SpecValidator.bind(task.spec()).resources().timeLimit());
    }
}
