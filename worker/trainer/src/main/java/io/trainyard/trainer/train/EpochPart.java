package io.trainyard.trainer.train;

import io.trainyard.trainer.engine.TrainableNetwork.StepResult;

/**
 * What of an epoch is done, at the end of an update.
 *
 * @param images seen, from the front of the epoch's order
 * @param summedLoss over them
 * @param correct of them
 */
record EpochPart(int images, double summedLoss, long correct) {
    static final EpochPart NONE = new EpochPart(0, 0, 0);

    /** The part after another batch. */
    EpochPart plus(StepResult result, int batchSize) {
        return new EpochPart(
                images + batchSize,
                summedLoss + result.lossNats() * batchSize,
                correct + result.correct());
    }

    double lossNats() {
        return summedLoss / images;
    }

    double accuracy() {
        return (double) correct / images;
    }
}
