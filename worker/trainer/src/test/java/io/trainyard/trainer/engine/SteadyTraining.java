package io.trainyard.trainer.engine;

import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.seed.Seed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A program that trains a small network and prints its resident kilobytes now and then. */
final class SteadyTraining {
    static final int STEPS_A_SAMPLE = 250;

    private SteadyTraining() {}

    /** Runs it: steps before the first sample, samples. */
    public static void main(String[] arguments) throws IOException {
        PrintStream output = System.out;
        System.setOut(System.err);
        Libtorch.prepareThread(1);
        var builder = new NetworkBuilder("small", TensorShape.of(1, 12, 12));
        builder.input()
                .then("conv", Convolution.of(4, 3))
                .then(Activation.RELU)
                .then(new Flatten())
                .then("fc", Linear.of(10));
        Network network = builder.build("fc");
        var adam = Optimizers.REGISTRY.named("adam");
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT32,
                        LossRule.minimising(
                                "torch.cross_entropy_loss(logits, labels, None, 1, -100, 0.)"),
                        adam.rule(Parameters.defaults(adam.descriptor())),
                        Set.of());
        try (TrainableNetwork trainable = new TrainableNetwork(recipe, ChannelScale.identity(1));
                Batch batch = Batch.ofPixels(8, network.input())) {
            trainable.initialise(new Seed(1));
            train(trainable, batch, Integer.parseInt(arguments[0]));
            for (int sample = 0; sample < Integer.parseInt(arguments[1]); sample++) {
                output.println(residentKilobytes());
                train(trainable, batch, STEPS_A_SAMPLE);
            }
        }
    }

    private static void train(TrainableNetwork network, Batch batch, int steps) {
        for (int step = 0; step < steps; step++) {
            if (!Double.isFinite(network.step(batch, 1e-3, new Seed(step)).lossNats())) {
                throw new IllegalStateException("the loss is not finite");
            }
        }
    }

    /** VmRSS of proc(5). */
    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
