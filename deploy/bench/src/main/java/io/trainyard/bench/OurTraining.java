package io.trainyard.bench;

import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.Computation;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.Techniques;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.seed.Seed;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our side of a training step: bytes of pixels to an Adam update, the loss read. Runs on the thread
 * that made it.
 */
final class OurTraining implements AutoCloseable {
    private static final double LEARNING_RATE = 1e-3;

    private final TrainableNetwork network;
    private final Batch batch;
    private long step;

    /** In float32, as PyTorch does by default. */
    OurTraining(Workload work) {
        this(work, Computation.FULL);
    }

    OurTraining(Workload work, Computation computation) {
        Architecture architecture = Architectures.REGISTRY.named(work.architecture());
        Network described =
                architecture.build(
                        Parameters.defaults(architecture.descriptor()),
                        TensorShape.of(work.channels(), work.size(), work.size()),
                        Workload.CLASSES);
        var adam = Optimizers.REGISTRY.named("adam");
        var loss = Losses.REGISTRY.named("cross_entropy");
        Recipe recipe =
                new Recipe(
                        described,
                        ElementType.FLOAT32,
                        loss.rule(Parameters.defaults(loss.descriptor())),
                        Update.ofAll(
                                described.parameters().stream()
                                        .map(TensorSpec::name)
                                        .collect(Collectors.toUnmodifiableSet()),
                                adam.rule(Parameters.defaults(adam.descriptor()))),
                        Set.of(),
                        new Techniques(computation, false, Techniques.Averaging.NONE, null));
        this.network =
                new TrainableNetwork(
                        recipe,
                        ChannelScale.ofBytes(
                                Collections.nCopies(work.channels(), 0.5),
                                Collections.nCopies(work.channels(), 0.25)));
        network.initialise(new Seed(1));
        this.batch = Batch.ofPixels(work.batch(), described.input());
        Random random = new Random(1);
        for (int sample = 0; sample < work.batch(); sample++) {
            byte[] pixels = new byte[Math.toIntExact(described.input().elements())];
            random.nextBytes(pixels);
            batch.sample(sample).put(pixels);
            batch.label(sample, sample % Workload.CLASSES);
        }
    }

    /** Milliseconds of each of so many steps. */
    double[] measure(int steps) {
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            double loss = network.step(batch, LEARNING_RATE, new Seed(step++)).lossNats();
            times[i] = (System.nanoTime() - start) / 1e6;
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss became " + loss);
            }
        }
        return times;
    }

    /** Milliseconds of each of so many predictions. */
    double[] measureForward(int times) {
        double[] measured = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            double[] logits = network.logits(batch);
            measured[i] = (System.nanoTime() - start) / 1e6;
            if (!Double.isFinite(logits[0])) {
                throw new IllegalStateException("a logit became " + logits[0]);
            }
        }
        return measured;
    }

    @Override
    public void close() {
        batch.close();
        network.close();
    }
}
