package io.trainyard.trainer.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network compiled for training, with its weights and the optimizer's state. Belongs to the
 * thread that made it, which {@link Libtorch#prepareThread} has prepared.
 */
public final class TrainableNetwork implements AutoCloseable {
    private final Model model;
    private final ElementType precision;
    private final ParameterStore parameterStore;
    private final NetworkTensors tensors;
    private final AveragedTensors averages;
    private final TeacherTensors teacher;
    private final ByteBuffer rateBytes;
    private final ByteBuffer weightBytes;
    private final ByteBuffer lastBytes;
    private final ByteBuffer shareBytes;
    private final ByteBuffer mixingBytes;
    private final boolean mixes;
    private final MethodArguments stepArguments;
    private final MethodArguments evaluateArguments;
    private final MethodArguments statisticsArguments;
    private final NDList logitsArguments;
    private final NDList featuresArguments;
    private final NDList averageArguments;

    /**
     * Compiles a recipe; all weights are zero until {@link #initialise} or {@link #load}.
     *
     * @param scale applied to inputs before the first layer
     */
    public TrainableNetwork(Recipe recipe, ChannelScale scale) {
        this.model = Model.newInstance(recipe.network().name(), Libtorch.ENGINE);
        this.precision = recipe.precision();
        TensorLists lists = new TensorLists(recipe);
        load(new ProgramWriter(recipe, lists).write());
        NDManager manager = model.getNDManager();
        this.parameterStore = new ParameterStore(manager, false);
        this.tensors = new NetworkTensors(recipe, lists, manager);
        this.averages = new AveragedTensors(recipe, tensors, lists, manager);
        this.teacher = new TeacherTensors(recipe, manager);
        NDArray rates = doubles(TensorShape.of(recipe.update().rates()), "lr");
        this.rateBytes = window(rates);
        NDArray weight = doubles(TensorShape.scalar(), "weight");
        this.weightBytes = window(weight);
        NDArray last = doubles(TensorShape.scalar(), "last");
        this.lastBytes = window(last);

        // The order of arguments is that of ProgramWriter. The lists are kept: building them costs
        // as much as a small step.
        List<NDArray> channels = List.of(channels(scale.scale()), channels(scale.shift()));
        List<NDArray> evaluated = new ArrayList<>(channels);
        List<NDArray> training = new ArrayList<>(channels);
        Stream.of(TensorList.PARAMS, TensorList.FROZEN, TensorList.BUFFERS)
                .forEach(list -> {
                    evaluated.addAll(averages.evaluated(list));
                    training.addAll(tensors.arrays(list));
                });
        this.logitsArguments = arguments("logits", 1, evaluated);
        this.evaluateArguments = both("evaluate", 2, evaluated);
        this.featuresArguments = arguments("features", 1, evaluated);
        NDArray share = doubles(TensorShape.scalar(), "share");
        this.shareBytes = window(share);
        this.statisticsArguments =
                both("statistics", 1, Stream.concat(training.stream(), Stream.of(share)).toList());
        this.averageArguments =
                arguments(
                        "average",
                        0,
                        Stream.concat(averages.averageArguments().stream(), Stream.of(share))
                                .toList());
        training.addAll(tensors.arrays(TensorList.COUNTERS));
        training.addAll(tensors.stateArrays());
        training.addAll(tensors.scaler());
        training.addAll(teacher.arrays());
        NDArray mixing = doubles(TensorShape.of(Mixing.NUMBERS), MixingScript.ARGUMENT);
        this.mixingBytes = window(mixing);
        this.mixes = recipe.techniques().mixes();
        if (mixes) {
            training.add(mixing);
        }
        if (recipe.update().accumulates()) {
            training.addAll(tensors.accumulators());
            training.addAll(List.of(weight, last));
        }
        training.add(rates);
        this.stepArguments = both("step", 2, training);
    }

    /** Gives every weight its first value, derived from the seed and the weight's name. */
    public void initialise(Seed seed) {
        tensors.initialise(seed);
        average(1);
    }

    /**
     * Takes over weights.
     *
     * @throws IllegalArgumentException where a name is unknown or a shape differs
     */
    public void load(Iterable<TensorBytes> source) {
        tensors.load(source);
        average(1);
    }

    /**
     * Takes over the teacher's weights; counts among them are not needed.
     *
     * @throws IllegalArgumentException where a shape differs
     */
    public void teach(Iterable<TensorBytes> source) {
        teacher.load(source);
    }

    /**
     * Moves the average of the weights towards them; does nothing where none is kept.
     *
     * @param share of the way: 1 makes it equal to the weights
     */
    public void average(double share) {
        if (averages.exists()) {
            shareBytes.putDouble(0, share);
            model.getBlock().forward(parameterStore, averageArguments, true).close();
        }
    }

    /** Makes the average the weights. */
    public void takeAverage() {
        averages.becomeWeights();
    }

    /**
     * Takes a batch into the running statistics alone (torch.optim.swa_utils.update_bn).
     *
     * @param share of the batch in them
     * @param seed of random choices such as dropout
     */
    public void observe(Batch batch, double share, Seed seed) {
        shareBytes.putDouble(0, share);
        Libtorch.seed(seed.value());
        NDList arguments = statisticsArguments.of(batch.beginning());
        arguments.set(0, batch.view().inputs());
        model.getBlock().forward(parameterStore, arguments, true).close();
    }

    /**
     * Takes over the whole state of an earlier attempt, bit by bit.
     *
     * @throws IllegalArgumentException where a tensor is missing, unknown, or of another shape or
     *     type
     */
    public void restore(List<TensorBytes> savedWeights, List<TensorBytes> savedState) {
        var parts = parts(savedState);
        tensors.restore(savedWeights, parts.getOrDefault(false, List.of()));
        average(1);
        averages.restore(parts.getOrDefault(true, List.of()));
    }

    /**
     * Takes over the state of a network of which other parameters were trained. Where a parameter
     * is trained here alone, its optimizer's state stays as it is.
     *
     * @throws IllegalArgumentException where a weight is missing, unknown, or of another shape
     */
    public void takeOver(List<TensorBytes> otherWeights, List<TensorBytes> otherState) {
        var parts = parts(otherState);
        tensors.adopt(otherWeights, parts.getOrDefault(false, List.of()));
        average(1);
        averages.adopt(parts.getOrDefault(true, List.of()));
    }

    private static Map<Boolean, List<TensorBytes>> parts(List<TensorBytes> state) {
        return state.stream().collect(Collectors.partitioningBy(AveragedTensors::isApart));
    }

    /**
     * The weights and buffers that evaluation uses, in state_dict order: windows that change with
     * every step.
     */
    public List<TensorBytes> weights() {
        return averages.weights();
    }

    /**
     * What a step needs beside the weights: the optimizer's state, named {@code slot/parameter},
     * the scale of the loss, and of weights and average those that are not evaluated. Windows that
     * change with every step.
     */
    public List<TensorBytes> trainingState() {
        return Stream.concat(tensors.optimizerState().stream(), averages.apart()).toList();
    }

    /**
     * One training step on a batch that makes an update by itself, with one rate for all.
     *
     * @param learningRate of this step
     * @param seed of this step's random choices inside libtorch, such as dropout
     */
    public StepResult step(Batch batch, double learningRate, Seed seed) {
        return step(batch, List.of(learningRate), Share.WHOLE, Mixing.NONE, seed);
    }

    /**
     * One training step on a batch.
     *
     * @param rates of this step, one a place of the recipe's
     * @param share the batch's part of an update
     * @param mixing of the batch; {@link Mixing#NONE} where the recipe does not mix
     * @param seed of this step's random choices inside libtorch, such as dropout
     */
    public StepResult step(Batch batch, List<Double> rates, Share share, Mixing mixing, Seed seed) {
        if (!mixes && !mixing.equals(Mixing.NONE)) {
            throw new IllegalArgumentException("this program was written without mixing");
        }
        mixing.writeTo(mixingBytes);
        for (int place = 0; place < rates.size(); place++) {
            rateBytes.putDouble(place * Double.BYTES, rates.get(place));
        }
        weightBytes.putDouble(0, share.weight);
        lastBytes.putDouble(0, share.last ? 1 : 0);
        Libtorch.seed(seed.value());
        try (NDList output = run(stepArguments.of(batch.beginning()), batch, true)) {
            double[] numbers = output.singletonOrThrow().toDoubleArray();
            return new StepResult(numbers[0], Math.toIntExact(Math.round(numbers[1])));
        }
    }

    /**
     * A batch's part of an update.
     *
     * @param weight its samples over the update's
     * @param last whether it completes the update
     */
    public record Share(double weight, boolean last) {
        /** All of it. */
        public static final Share WHOLE = new Share(1, true);
    }

    /**
     * What one training step measured, before its update.
     *
     * @param lossNats mean loss of the batch
     * @param correct samples whose class was predicted; of mixed samples, the class that weighs
     *     more
     */
    public record StepResult(double lossNats, int correct) {}

    /** Measures a batch in evaluation mode. */
    public BatchResult evaluate(Batch batch) {
        try (NDList output = run(evaluateArguments.of(batch.beginning()), batch, false)) {
            return new BatchResult(
                    output.get(0).getDouble(), batch.size(), output.get(1).toDoubleArray());
        }
    }

    /**
     * What the frozen prefix makes of a batch of pixels: float32 in row-major order and native byte
     * order, one sample after another. Only where the recipe has one ({@link FrozenPrefix#of}).
     */
    public ByteBuffer features(Batch batch) {
        featuresArguments.set(0, batch.view().inputs());
        try (NDList output = model.getBlock().forward(parameterStore, featuresArguments, false)) {
            return output.singletonOrThrow().toByteBuffer().order(ByteOrder.nativeOrder());
        }
    }

    /** The logits of a batch in evaluation mode, (B, classes) in row-major order. */
    public double[] logits(Batch batch) {
        logitsArguments.set(0, batch.view().inputs());
        try (NDList output = model.getBlock().forward(parameterStore, logitsArguments, false)) {
            Number[] numbers = output.singletonOrThrow().toArray();
            return Stream.of(numbers).mapToDouble(Number::doubleValue).toArray();
        }
    }

    /** Frees all tensors; no window onto them may be used afterwards. */
    @Override
    public void close() {
        model.close();
    }

    /** Results belong to the batch's manager and are closed by the caller, so nothing piles up. */
    private NDList run(NDList arguments, Batch batch, boolean training) {
        Batch.View view = batch.view();
        arguments.set(0, view.inputs());
        arguments.set(1, view.labels());
        return model.getBlock().forward(parameterStore, arguments, training);
    }

    private void load(Program program) {
        try {
            model.load(ScriptArchive.pack(program));
        } catch (IOException | MalformedModelException fault) {
            throw new IllegalStateException(
                    "libtorch refused the program of " + model.getName(), fault);
        }
    }

    private NDArray doubles(TensorShape shape, String argument) {
        return Tensors.zeros(model.getNDManager(), shape, ElementType.FLOAT64, argument);
    }

    private static ByteBuffer window(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    private NDArray channels(List<Double> values) {
        TensorShape shape = TensorShape.of(1, values.size(), 1, 1);
        NDArray array = Tensors.zeros(model.getNDManager(), shape, precision, "channels");
        TensorBytes window = Tensors.window("channels", array, shape, precision);
        for (int channel = 0; channel < values.size(); channel++) {
            window.set(channel, values.get(channel));
        }
        return array;
    }

    /** The arguments of a method for batches of pixels, and of its like for features. */
    private record MethodArguments(NDList pixels, NDList features) {
        NDList of(Beginning beginning) {
            return switch (beginning) {
                case PIXELS -> pixels;
                case FEATURES -> features;
            };
        }
    }

    private MethodArguments both(String method, int batchPlaces, List<NDArray> others) {
        return new MethodArguments(
                arguments(Beginning.PIXELS.method(method), batchPlaces, others),
                arguments(Beginning.FEATURES.method(method), batchPlaces, others));
    }

    /**
     * The arguments of a method.
     *
     * @param batchPlaces places in front that each call fills with its batch
     */
    private NDList arguments(String method, int batchPlaces, List<NDArray> others) {
        NDArray name =
                Tensors.zeros(
                        model.getNDManager(),
                        TensorShape.scalar(),
                        ElementType.FLOAT32,
                        "module_method:" + method);
        NDList arguments = new NDList();
        for (int place = 0; place < batchPlaces; place++) {
            arguments.add(name);
        }
        arguments.addAll(others);
        arguments.add(name);
        return arguments;
    }
}
