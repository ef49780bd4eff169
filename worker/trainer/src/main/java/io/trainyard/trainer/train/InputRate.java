package io.trainyard.trainer.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.data.DataRoots;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How fast a spec's training images become batches: read, decoded, augmented, and normalised in
 * front of a network that only averages, so that nothing else takes time.
 */
public final class InputRate {
    private static final double NANOSECONDS = 1e9;

    private InputRate() {}

    /**
     * Images a second of each pass over the training images.
     *
     * @param spec of a training run; its network is not built
     * @param machine its memory for pixels decides which images are decoded anew in each pass
     */
    public static List<Double> measure(
            ObjectNode spec, Machine machine, List<String> dataRoots, int passes) {
        ExperimentSpec complete = new SpecValidator(Components.catalogue()).validate(spec).spec();
        Libtorch.prepareThread(machine.threads());
        try (Dataset dataset = open(complete, machine, dataRoots)) {
            Plan plan = Plan.of(Phase.all(complete).getFirst(), dataset);
            ImageSet images = dataset.split(Split.TRAIN).orElseThrow();
            Network averages = averages(dataset);
            Recipe recipe =
                    new Recipe(
                            averages,
                            plan.recipe().precision(),
                            plan.recipe().loss(),
                            UpdateRule.none(),
                            Set.of());
            try (TrainableNetwork network = new TrainableNetwork(recipe, plan.scale());
                    BatchFeeder feeder =
                            new BatchFeeder(
                                    dataset.sample(),
                                    complete.training().batchSize(),
                                    machine.decoders(),
                                    machine.threads())) {
                return IntStream.range(0, passes)
                        .mapToObj(pass -> rate(plan, images, feeder, network, pass))
                        .toList();
            }
        }
    }

    private static double rate(
            Plan plan, ImageSet images, BatchFeeder feeder, TrainableNetwork network, int pass) {
        long start = System.nanoTime();
        int[] order = SampleOrder.shuffled(images.count(), plan.seed().with("order").with(pass));
        int seen = 0;
        for (Batch batch :
                feeder.pass(
                        images,
                        order,
                        (image, index) -> plan.augmenter().apply(image, pass, index))) {
            network.evaluate(batch);
            seen += batch.size();
        }
        return seen * NANOSECONDS / (System.nanoTime() - start);
    }

    private static Network averages(Dataset dataset) {
        var builder = new NetworkBuilder("averages", dataset.sample());
        builder.input()
                .then(new GlobalAveragePool())
                .then("fc", Linear.of(dataset.classes().size()));
        return builder.build("fc");
    }

    private static Dataset open(ExperimentSpec spec, Machine machine, List<String> dataRoots) {
        Locations locations =
                new Locations(DataRoots.of(dataRoots), machine.files(), _ -> {}, () -> false);
        return OpenedData.of(
                spec,
                locations,
                EnumSet.of(Split.TRAIN),
                new ImageLoader(machine.decoders(), machine.pixelMemory(), () -> false),
                _ -> {});
    }
}
