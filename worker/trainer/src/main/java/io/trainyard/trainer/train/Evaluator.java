package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.TrainableNetwork.BatchResult;

/** Measures a network on a split. */
final class Evaluator {
    private final TrainableNetwork network;
    private final BatchFeeder feeder;
    private final int classes;
    private final StopSignal stop;

    Evaluator(TrainableNetwork network, BatchFeeder feeder, int classes, StopSignal stop) {
        this.network = network;
        this.feeder = feeder;
        this.classes = classes;
        this.stop = stop;
    }

    /** Loss, accuracy and confusion matrix over all images, in evaluation mode. */
    Measurement measure(ImageSet images) {
        Measurement.Builder builder = new Measurement.Builder(classes);
        for (Batch batch :
                feeder.pass(images, SampleOrder.natural(images.count()), (image, _) -> image)) {
            stop.check();
            BatchResult result = network.evaluate(batch);
            var _ = builder.add(batch, result);
        }
        return builder.build();
    }
}
