package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.TrainableNetwork.Share;
import io.trainyard.trainer.engine.TrainableNetwork.StepResult;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.seed.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The training loop. It starts wherever {@link Progress} says that the run is. */
final class TrainingLoop {
    private final Plan plan;
    private final TrainableNetwork network;
    private final Feeder feeder;
    private final TrainingViews views;
    private final Evaluator evaluator;
    private final Checkpoints checkpoints;
    private final EventSink events;
    private final StopSignal stop;
    private final InstantSource clock;
    private final ImageSet training;
    private final Split judge;
    private final ImageSet judging;

    private final Averages averages;
    private final CheckpointTimer timer;

    private int epoch;
    private long step;
    private EpochPart part;
    private String lastCheckpoint;
    private long stored;
    private Watch watch;
    private final List<Double> observed;
    private List<TensorBytes> best;

    TrainingLoop(
            Plan plan,
            Progress progress,
            TrainableNetwork network,
            Feeder feeder,
            Evaluator evaluator,
            Checkpoints checkpoints,
            EventSink events,
            StopSignal stop,
            InstantSource clock) {
        this.plan = plan;
        this.network = network;
        this.feeder = feeder;
        this.views = TrainingViews.of(plan);
        this.evaluator = evaluator;
        this.checkpoints = checkpoints;
        this.events = events;
        this.stop = stop;
        this.clock = clock;
        this.training = plan.dataset().split(Split.TRAIN).orElseThrow();
        this.judge = plan.judge();
        this.judging = plan.dataset().split(judge).orElseThrow();
        this.averages = new Averages(plan.spec().training(), network);
        this.timer = new CheckpointTimer(plan.spec().training().checkpointEvery(), clock);
        this.epoch = progress.epoch();
        this.step = progress.step();
        this.part = progress.part();
        this.lastCheckpoint = step > 0 ? "of step " + step : "";
        this.stored = step;
        this.watch = progress.watch();
        this.observed = new ArrayList<>(progress.observed());
        // A checkpoint that was the best does not hold its weights twice.
        this.best =
                epoch > 0 && part.images() == 0 && selects() ? snapshot(network) : progress.best();
    }

    /**
     * Trains to the last epoch of the phase, or until early stopping ends it; returns where the run
     * is then.
     */
    Progress run() {
        MetricBuffer metrics = new MetricBuffer(events, clock);
        while (epoch < plan.phase().lastEpoch() && !isExhausted()) {
            epoch++;
            Instant start = clock.instant();
            int begun = part.images();
            double learningRate = 0;
            UpdateParts parts = new UpdateParts(training.count(), begun, plan.spec());

            int[] order =
                    SampleOrder.shuffled(training.count(), plan.seed().with("order").with(epoch));
            int[] rest = Arrays.copyOfRange(order, begun, order.length);
            for (Batch batch :
                    feeder.pass(training, rest, views.in(epoch))) { // (B, C, H, W), uint8
                boolean begins = part.images() == begun;
                if (stop.isSuspended() && !begins && parts.isComplete() && step != stored) {
                    metrics.flush(epoch);
                    storeWithinEpoch(learningRate);
                }
                // What is to go on later ends between updates.
                if (!stop.isSuspended() || begins || parts.isComplete()) {
                    stop.check();
                }
                learningRate = plan.rates().base().at(epoch - 1, step, observed);
                Share share = parts.next(batch.size());
                Seed seed = parts.seed(plan.seed().with("step").with(step));
                StepResult result =
                        network.step(
                                batch,
                                plan.rates().arguments(epoch - 1, step, observed),
                                share,
                                plan.mixing(seed),
                                seed);
                step += parts.isComplete() ? 1 : 0;
                requireFinite(result.lossNats(), "the loss", learningRate);
                parts.measured(result);
                part = part.plus(result, batch.size());
                if (parts.isComplete()) {
                    averages.afterStep(step);
                    metrics.add(epoch, step, parts.lossNats(), parts.accuracy(), learningRate);
                    if (timer.isDue(step) && part.images() < training.count()) {
                        metrics.flush(epoch);
                        storeWithinEpoch(learningRate);
                    }
                }
            }
            metrics.flush(epoch);
            double trainingSeconds = seconds(start);
            averages.afterEpoch(epoch, training, feeder, plan.seed().with("statistics"), stop);

            Measurement measured = evaluator.measure(judging);
            requireFinite(
                    measured.lossNats(), "the %s loss".formatted(judge.label()), learningRate);
            Map<String, Double> values = measured.epochValues(judge.label());
            values.put("train.loss", part.lossNats());
            values.put("train.accuracy", part.accuracy());
            values.put("imagesPerSecond", (training.count() - begun) / trainingSeconds);
            values.put("learningRate", learningRate);
            if (!plan.phase().isOnly()) {
                values.put("phase", plan.phase().place() + 1.0);
            }
            watch = watch.observe(values);
            plan.rates().watched().map(values::get).ifPresent(observed::add);
            if (selects()) {
                best = snapshot(network);
            }
            events.emit(new EpochEnded(epoch, step, seconds(start), values));
            part = EpochPart.NONE;
            // The best weights only where they are not those of the checkpoint itself.
            store(epoch, watch.improved() ? List.of() : best, values);
        }
        return new Progress(epoch, step, part, watch, observed, best);
    }

    private void store(int completed, List<TensorBytes> beside, Map<String, Double> values) {
        Progress progress = new Progress(completed, step, part, watch, observed, beside);
        events.emit(checkpoints.write(network, progress, values));
        lastCheckpoint = "of step %d (epoch %d)".formatted(step, epoch);
        stored = step;
        timer.restart();
    }

    private void storeWithinEpoch(double learningRate) {
        if (!network.weights().stream().allMatch(TensorBytes::isFinite)) {
            requireFinite(Double.NaN, "a weight", learningRate);
        }
        store(
                epoch - 1,
                best,
                Map.of("train.loss", part.lossNats(), "train.accuracy", part.accuracy()));
    }

    /**
     * Whether the weights are the best by validation. Nothing may be selected by the test images:
     * without validation ones no weights are kept, and those that are newest count.
     */
    private boolean selects() {
        return judge == Split.VALIDATION && watch.improved();
    }

    private static List<TensorBytes> snapshot(TrainableNetwork network) {
        return network.weights().stream().map(TensorBytes::copy).toList();
    }

    private boolean isExhausted() {
        return watch.isExhausted(plan.spec().training().earlyStopping());
    }

    private void requireFinite(double value, String what, double learningRate) {
        if (!Double.isFinite(value)) {
            throw new RunFailedException(
                    FailureKind.DIVERGED,
                    "%s became %s at step %d (epoch %d) with a learning rate of %s: lower the rate, or warm it up; %s"
                            .formatted(
                                    what,
                                    value,
                                    step,
                                    epoch,
                                    learningRate,
                                    lastCheckpoint.isEmpty()
                                            ? "there is no checkpoint from before"
                                            : "the last finite checkpoint is " + lastCheckpoint));
        }
    }

    private double seconds(Instant start) {
        return Duration.between(start, clock.instant()).toNanos() / 1e9;
    }
}
