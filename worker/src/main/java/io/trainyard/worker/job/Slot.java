package io.trainyard.worker.job;

import io.trainyard.client.ServerProblemException;
import io.trainyard.client.ServerUnreachableException;
import io.trainyard.client.WorkerClient;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.ClaimRequest;
import io.trainyard.contract.message.TaskMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** One thing at a time: takes a task, claims it, runs it, and again. */
final class Slot implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Claims are retried well within the broker's record lock (30 s), so the record is still ours
     * to accept.
     */
    private static final int CLAIM_TRIES = 10;

    private final String worker;
    private final TaskSource tasks;
    private final WorkerClient orchestrator;
    private final AttemptRunner runner;
    private final WarmTrainer trainers;
    private final Heartbeats heartbeats;

    Slot(
            String worker,
            TaskSource tasks,
            WorkerClient orchestrator,
            AttemptRunner runner,
            WarmTrainer trainers,
            Heartbeats heartbeats) {
        this.worker = worker;
        this.tasks = tasks;
        this.orchestrator = orchestrator;
        this.runner = runner;
        this.trainers = trainers;
        this.heartbeats = heartbeats;
    }

    @Override
    public void run() {
        try (tasks;
                trainers) {
            work();
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                next();
            }
        } catch (InterruptedException | InterruptException _) {
            LOG.debugf("slot ends worker=%s", worker);
        } finally {
            // Kafka's consumer does not close on a thread that is still marked.
            var _ = Thread.interrupted();
        }
    }

    private void next() throws InterruptedException {
        try {
            trainers.warmUp();
            var delivery = tasks.poll(PATIENCE);
            if (delivery.isPresent()) {
                take(delivery.get());
            }
        } catch (InterruptException stopping) {
            throw stopping;
        } catch (KafkaException away) {
            LOG.warnf(
                    "tasks cannot be read, trying again worker=%s: %s", worker, away.getMessage());
            Thread.sleep(PATIENCE);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            // A slot that died here would be announced for ever and never work.
            LOG.errorf(fault, "slot failed, trying again worker=%s", worker);
            Thread.sleep(PATIENCE);
        }
    }

    private void take(TaskSource.Delivery delivery) throws InterruptedException {
        TaskMessage task = delivery.task();
        Optional<Claim> claim;
        try {
            claim = claim(task);
        } catch (ServerUnreachableException away) {
            LOG.warnf(
                    "task given back, the orchestrator is away runId=%s: %s",
                    task.run(), away.getMessage());
            tasks.giveBack(delivery);
            return;
        } catch (ServerProblemException refused) {
            LOG.errorf("claim refused runId=%s: %s", task.run(), refused.getMessage());
            tasks.accept(delivery);
            return;
        }
        tasks.accept(delivery);
        if (claim.isPresent()) {
            heartbeats.soon();
            run(task, claim.get());
            heartbeats.soon();
        } else {
            LOG.debugf("task was taken or has ended runId=%s", task.run());
        }
    }

    /** Runs the attempt; where that throws, the run is given back at once. */
    private void run(TaskMessage task, Claim claim) throws InterruptedException {
        try {
            runner.run(task, claim, trainers);
        } catch (RuntimeException fault) {
            orchestrator.release(task.run(), claim.attempt());
            throw fault;
        }
    }

    /**
     * One nonce for all tries: where only the reply was lost, the same attempt is answered again.
     */
    private Optional<Claim> claim(TaskMessage task) throws InterruptedException {
        ClaimRequest request = new ClaimRequest(worker, UUID.randomUUID());
        for (int tries = 1; ; tries++) {
            try {
                return orchestrator.claim(task.run(), request);
            } catch (ServerUnreachableException away) {
                if (tries == CLAIM_TRIES) {
                    throw away;
                }
                Thread.sleep(PATIENCE);
            }
        }
    }
}
