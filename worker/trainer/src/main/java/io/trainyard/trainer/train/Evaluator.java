package io.trainyard.trainer.train;

import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.BatchResult;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.evaluation.Combination;
import io.trainyard.trainer.evaluation.View;
import io.trainyard.trainer.train.Prediction.Scored;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Measures a network on a split. */
final class Evaluator {
    private final TrainableNetwork network;
    private final Feeder feeder;
    private final int classes;
    private final StopSignal stop;

    Evaluator(TrainableNetwork network, Feeder feeder, int classes, StopSignal stop) {
        this.network = network;
        this.feeder = feeder;
        this.classes = classes;
        this.stop = stop;
    }

    /** Loss and predictions over all images as they are, in evaluation mode. */
    Measurement measure(ImageSet images) {
        Measurement.Builder builder = new Measurement.Builder(classes);
        predictions(images, List.of(View.PLAIN))
                .forEachRemaining(
                        prediction -> builder.add(prediction.truth(), prediction.plain()));
        return builder.build();
    }

    /**
     * A prediction an image, in order. Where the plain view is the only one, its loss is its share
     * of what the run's own loss says of its batch.
     *
     * @param views of each image, the plain one first
     */
    Iterator<Prediction> predictions(ImageSet images, List<View> views) {
        Iterator<Row> rows =
                new Rows(
                        views.equals(List.of(View.PLAIN))
                                ? images
                                : new ViewedImages(images, views));
        Combination mean = Combination.mean(Combination.equal(views.size()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Prediction next() {
                Row first = rows.next();
                if (views.size() == 1) {
                    return Prediction.plain(first.truth(), first.scored());
                }
                List<double[]> seen = new ArrayList<>(List.of(first.scored().probabilities()));
                while (seen.size() < views.size()) {
                    seen.add(rows.next().scored().probabilities());
                }
                // Batches mix views here, so that a share of their loss is not the plain image's.
                return new Prediction(
                        first.truth(),
                        Scored.combined(first.truth(), seen.getFirst()),
                        Scored.combined(first.truth(), mean.of(seen)));
            }
        };
    }

    private record Row(int truth, Scored scored) {}

    /** The samples of one batch after another. */
    private final class Rows implements Iterator<Row> {
        private final Iterator<Batch> batches;
        private Iterator<Row> batch = List.<Row>of().iterator();

        Rows(ImageSet images) {
            batches =
                    feeder.pass(images, SampleOrder.natural(images.count()), (image, _) -> image)
                            .iterator();
        }

        @Override
        public boolean hasNext() {
            return batch.hasNext() || batches.hasNext();
        }

        @Override
        public Row next() {
            if (!batch.hasNext()) {
                batch = measured(batches.next());
            }
            return batch.next();
        }

        private Iterator<Row> measured(Batch filled) {
            stop.check();
            BatchResult result = network.evaluate(filled);
            List<Row> rows = new ArrayList<>();
            for (int sample = 0; sample < filled.size(); sample++) {
                rows.add(
                        new Row(
                                filled.label(sample),
                                new Scored(result.meanLossNats(), result.probabilities(sample))));
            }
            return rows.iterator();
        }
    }
}
