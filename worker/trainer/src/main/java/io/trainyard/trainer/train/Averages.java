package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec.Ema;
import io.trainyard.contract.spec.ExperimentSpec.Swa;
import io.trainyard.contract.spec.ExperimentSpec.Training;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.seed.Seed;

/**
 * When weights enter their average, and with what share: a function of the step and of the epoch
 * alone, so that a resumed run needs no count.
 */
final class Averages {
    private final Training training;
    private final TrainableNetwork network;

    Averages(Training training, TrainableNetwork network) {
        this.training = training;
        this.network = network;
    }

    static Averaging kind(Training training) {
        if (training.ema() != null) {
            return Averaging.EVALUATED;
        }
        return training.swa() != null ? Averaging.APART : Averaging.NONE;
    }

    /**
     * After an update: torchvision's ExponentialMovingAverage, which copies at first and in a
     * warm-up, and averages running statistics too.
     */
    void afterStep(long step) {
        Ema ema = training.ema();
        if (ema != null && (step - 1) % ema.every() == 0) {
            boolean copies = step == 1 || step <= ema.warmup();
            network.average(copies ? 1 : 1 - ema.decay());
        }
    }

    /**
     * After the updates of an epoch: torch.optim.swa_utils, AveragedModel; after the last one also
     * its update_bn, and the average becomes the weights.
     */
    void afterEpoch(int epoch, ImageSet images, Feeder feeder, Seed seed, StopSignal stop) {
        Swa swa = training.swa();
        if (swa == null || epoch < swa.startEpoch()) {
            return;
        }
        network.average(1.0 / (epoch - swa.startEpoch() + 1));
        if (epoch == training.epochs()) {
            network.takeAverage();
            long batches = 0;
            int[] order = SampleOrder.natural(images.count());
            for (Batch batch : feeder.pass(images, order, (image, _) -> image)) {
                stop.check();
                network.observe(batch, 1.0 / ++batches, seed.with(batches));
            }
        }
    }
}
