package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.Attention;
import io.trainyard.trainer.engine.graph.AttentionProjection;
import io.trainyard.trainer.engine.graph.ClassToken;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.FirstToken;
import io.trainyard.trainer.engine.graph.Initialisation;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.LayerNorm;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.PositionalEmbedding;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Tokens;
import io.trainyard.trainer.engine.graph.Weights;
import java.util.List;

/**
 * The Vision Transformer: Dosovitskiy et al., "An Image is Worth 16x16 Words: Transformers for
 * Image Recognition at Scale", 2020, section 3.1 and table 1;
 * torchvision/models/vision_transformer.py. Tiny and small are those of Touvron et al., "Training
 * data-efficient image transformers", 2020, table 1.
 *
 * <pre>
 * model  layers  hidden size D  MLP size  heads  parameters (patches of 16, 224x224, 1000 classes)
 * tiny   12      192            768       3      5,717,416
 * small  12      384            1536      6      22,050,664
 * base   12      768            3072      12     86,567,656
 * </pre>
 *
 * Deviations: none. The patch's edge is a parameter: 4 suits images of 32x32.
 */
final class VisionTransformer implements Architecture {
    private static final int LAYERS = 12;
    private static final LayerNorm NORM = new LayerNorm(1e-6);

    private final String model;
    private final int hidden;
    private final int heads;

    private VisionTransformer(String model, int hidden, int heads) {
        this.model = model;
        this.hidden = hidden;
        this.heads = heads;
    }

    static VisionTransformer tiny() {
        return new VisionTransformer("tiny", 192, 3);
    }

    static VisionTransformer small() {
        return new VisionTransformer("small", 384, 6);
    }

    static VisionTransformer base() {
        return new VisionTransformer("b", 768, 12);
    }

    record Config(int patch, double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "vit_%s_16".formatted(model),
                "Vision Transformer (Dosovitskiy 2020), hidden size %d".formatted(hidden),
                Schema.object()
                        .with(
                                "patch",
                                "edge of a patch in pixels; 4 suits images of 32x32",
                                Schema.integer().atLeast(1).atMost(64).defaultsTo(16))
                        .with(
                                "dropout",
                                "probability that training drops an element behind the embedding,"
                                        + " each attention and each layer of an MLP",
                                Schema.number().atLeast(0).below(1).defaultsTo(0.0)));
    }

    @Override
    public int inputSize() {
        return 224;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        Config config = Parameters.bind(parameters, Config.class);
        if (input.size(1) % config.patch != 0 || input.size(2) % config.patch != 0) {
            throw new InvalidNetworkException(
                    "%s cannot take an input of %s: its edges must be multiples of the patch, %d"
                            .formatted(name(), input, config.patch));
        }
        var network = new NetworkBuilder(name(), input);
        var dropout = new Dropout(config.dropout);
        var image = network.input(); // (3, 224, 224)
        Value token = image.then("class_token", new ClassToken(hidden)); // (1, D)
        Value x = image.then("conv_proj", patches(config.patch, input.size(0))); // (D, 14, 14)
        x = network.concatenate(List.of(token, x.then(new Tokens()))); // (197, D)
        x = x.then("encoder.pos_embedding", new PositionalEmbedding(0.02)).then(dropout);
        for (int layer = 0; layer < LAYERS; layer++) {
            network.stage();
            x = encoderLayer(x, "encoder.layers.encoder_layer_" + layer, dropout);
        } // (197, D)
        x = x.then("encoder.ln", NORM).then(new FirstToken()); // (D)
        x.then(
                "heads.head",
                Linear.of(classes)
                        .startingFrom(
                                Weights.TORCH_DEFAULT
                                        .startingAs(Initialisation.zeros())
                                        .biasedBy(Initialisation.zeros())));
        return network.build("heads.head");
    }

    /** Equations 2 and 3. */
    private Value encoderLayer(Value x, String name, Dropout dropout) {
        Value y = x.then(name + ".ln_1", NORM);
        y = y.then(name + ".self_attention", new AttentionProjection()); // (197, 3 D)
        y = y.then(new Attention(heads)); // (197, D)
        y =
                y.then(
                        name + ".self_attention.out_proj",
                        Linear.of(hidden)
                                .startingFrom(
                                        Weights.TORCH_DEFAULT.biasedBy(Initialisation.zeros())));
        y = y.then(dropout).plus(x);
        Value z = y.then(name + ".ln_2", NORM);
        z = mlp(z, name + ".mlp.0", 4 * hidden).then(Activation.GELU).then(dropout); // (197, 4 D)
        z = mlp(z, name + ".mlp.3", hidden).then(dropout); // (197, D)
        return z.plus(y);
    }

    /** torchvision: xavier_uniform_, biases normal_(std=1e-6). */
    private static Value mlp(Value x, String name, int features) {
        return x.then(
                name,
                Linear.of(features)
                        .startingFrom(
                                Weights.XAVIER_UNIFORM.biasedBy(new Initialisation.Normal(1e-6))));
    }

    /** torchvision: trunc_normal_ of sqrt(1 / fan in) within -2 and 2, which cuts nothing off. */
    private Convolution patches(int edge, int channels) {
        double deviation = Math.sqrt(1.0 / (channels * edge * edge));
        return Convolution.of(hidden, edge)
                .stride(edge)
                .startingFrom(Weights.normal(deviation).biasedBy(Initialisation.zeros()));
    }
}
