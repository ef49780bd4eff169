package io.trainyard.trainer.optim;

import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.LossRule;
import io.trainyard.trainer.engine.Mixing;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.TrainableNetwork.Share;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** {@link SoftmaxRegression} in libtorch, in double precision. */
final class LinearTraining implements AutoCloseable {
    static final Set<String> PARAMETERS = Set.of("fc.weight", "fc.bias");

    private final Network network = linearClassifier();
    private final TrainableNetwork trainable;

    LinearTraining(Update update) {
        this(update, Set.of());
    }

    LinearTraining(Update update, Set<String> frozen) {
        Libtorch.prepareThread(1);
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT64,
                        new LossRule(
                                "torch.cross_entropy_loss(logits, labels, None, 1, -100, 0.)",
                                "torch.cross_entropy_loss(logits, labels, None, 2, -100, 0.)"),
                        update,
                        frozen);
        trainable = new TrainableNetwork(recipe, ChannelScale.identity(1));
        load(SoftmaxRegression.start());
    }

    static LinearTraining of(UpdateRule rule) {
        return new LinearTraining(Update.ofAll(PARAMETERS, rule));
    }

    static Network linearClassifier() {
        NetworkBuilder builder = new NetworkBuilder("linear", TensorShape.of(1, 2, 2));
        Value logits =
                builder.input()
                        .then(new Flatten())
                        .then("fc", Linear.of(SoftmaxRegression.CLASSES));
        if (!logits.shape().equals(TensorShape.of(SoftmaxRegression.CLASSES))) {
            throw new IllegalStateException("no classifier: " + logits.shape());
        }
        return builder.build("fc");
    }

    /** An update by all samples; returns the loss. */
    double step(double... rates) {
        int all = SoftmaxRegression.LABELS.length;
        return step(IntStream.range(0, all).toArray(), Share.WHOLE, rates);
    }

    /** A step on some of the samples; returns the loss. */
    double step(int[] samples, Share share, double... rates) {
        try (Batch batch = Batch.ofNumbers(samples.length, network.input())) {
            for (int place = 0; place < samples.length; place++) {
                batch.label(place, SoftmaxRegression.LABELS[samples[place]]);
                batch.sample(place)
                        .asDoubleBuffer()
                        .put(SoftmaxRegression.INPUTS.get(samples[place]));
            }
            List<Double> each = java.util.Arrays.stream(rates).boxed().toList();
            return trainable.step(batch, each, share, Mixing.NONE, new Seed(0)).lossNats();
        }
    }

    /** The weight, then the bias. */
    double[] parameters() {
        return trainable.weights().stream()
                .flatMapToDouble(tensor ->
                        LongStream.range(0, tensor.shape().elements()).mapToDouble(tensor::value))
                .toArray();
    }

    void load(double[] parameters) {
        int position = 0;
        for (TensorBytes tensor : trainable.weights()) {
            for (long i = 0; i < tensor.shape().elements(); i++) {
                tensor.set(i, parameters[position++]);
            }
        }
    }

    void takeOver(LinearTraining other) {
        trainable.takeOver(other.trainable.weights(), other.trainable.trainingState());
    }

    @Override
    public void close() {
        trainable.close();
    }
}
