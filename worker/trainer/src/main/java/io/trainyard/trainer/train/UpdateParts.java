package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.engine.TrainableNetwork.Share;
import io.trainyard.trainer.engine.TrainableNetwork.StepResult;
import io.trainyard.trainer.seed.Seed;

/**
 * Splits an epoch into updates of one or several batches. Each batch weighs as much as it has
 * samples, so that an update is the mean over all of its samples, as one large batch would give.
 */
final class UpdateParts {
    private final long epochSamples;
    private final long perUpdate;
    private long begun;
    private long offset;
    private long samples;
    private double loss;
    private long correct;

    /**
     * The updates of an epoch.
     *
     * @param begun samples of it whose updates are made
     */
    UpdateParts(int epochSamples, int begun, ExperimentSpec spec) {
        this.epochSamples = epochSamples;
        this.begun = begun;
        this.perUpdate = Plan.imagesPerUpdate(spec);
    }

    /** The next batch's part of its update. */
    Share next(int batchSamples) {
        if (isComplete()) {
            begun += updateSamples();
            offset = 0;
            samples = 0;
            loss = 0;
            correct = 0;
        }
        offset += samples;
        samples = batchSamples;
        return new Share(weight(), isComplete());
    }

    /** A seed for the last batch: the update's own for its first. */
    Seed seed(Seed update) {
        return offset == 0 ? update : update.with(offset);
    }

    /** Adds what the last batch gave. */
    void measured(StepResult result) {
        loss += result.lossNats() * weight();
        correct += result.correct();
    }

    /** Whether the last batch completed its update. */
    boolean isComplete() {
        return offset + samples == updateSamples();
    }

    /** Mean loss of the update. */
    double lossNats() {
        return loss;
    }

    /** Share of the update's samples whose class was predicted. */
    double accuracy() {
        return (double) correct / updateSamples();
    }

    private double weight() {
        return (double) samples / updateSamples();
    }

    private long updateSamples() {
        return Math.min(perUpdate, epochSamples - begun);
    }
}
