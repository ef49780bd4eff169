package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.LocalResponseNorm;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;

/**
 * AlexNet: Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks", 2012, section 3.5. 62,378,344 parameters for 3x224x224 and 1000 classes.
 *
 * <pre>
 * layer  kernels      stride  224x224 gives
 * conv1  96 11x11     4       55x55
 * pool   3x3          2       27x27
 * conv2  256 5x5              27x27
 * pool   3x3          2       13x13
 * conv3  384 3x3              13x13
 * conv4  384 3x3              13x13
 * conv5  256 3x3              13x13
 * pool   3x3          2       6x6
 * fc6    4096
 * fc7    4096
 * fc8    1000
 * </pre>
 *
 * Deviations: one GPU, so that every kernel sees all channels (the paper's two columns have
 * 60,965,224 parameters); an input of 224 with a padding of 2, which gives the paper's 55x55; the
 * response normalisation of section 3.3 is an option, as later work found it of no use; torch's
 * initialisation. Module names follow torchvision's AlexNet.
 */
final class AlexNet implements Architecture {
    record Config(double dropout, boolean localResponseNorm) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "alexnet",
                "AlexNet (Krizhevsky 2012) in one column: 62,378,344 parameters",
                Option.dropout(Schema.object(), 0.5)
                        .with(
                                "localResponseNorm",
                                "whether conv1 and conv2 are normalised as in section 3.3",
                                Schema.flag().defaultsTo(false)));
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
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 224, 224)
        network.stage();
        x = x.then("features.0", Convolution.of(96, 11).stride(4).padding(2)); // (96, 55, 55)
        x = normalised(x.then(Activation.RELU), config);
        x = x.then(MaxPool.of(3, 2, 0)); // (96, 27, 27)
        network.stage();
        x = x.then("features.3", Convolution.of(256, 5).padding(2));
        x = normalised(x.then(Activation.RELU), config); // (256, 27, 27)
        x = x.then(MaxPool.of(3, 2, 0)); // (256, 13, 13)
        network.stage();
        x = x.then("features.6", Convolution.of(384, 3).padding(1)).then(Activation.RELU);
        network.stage();
        x = x.then("features.8", Convolution.of(384, 3).padding(1)).then(Activation.RELU);
        network.stage();
        x = x.then("features.10", Convolution.of(256, 3).padding(1)).then(Activation.RELU);
        x = x.then(MaxPool.of(3, 2, 0)); // (256, 6, 6)
        x = x.then(new Flatten()).then(new Dropout(config.dropout)); // (9216)
        x = x.then("classifier.1", Linear.of(4096)).then(Activation.RELU);
        x = x.then(new Dropout(config.dropout));
        x = x.then("classifier.4", Linear.of(4096)).then(Activation.RELU); // (4096)
        x.then("classifier.6", Linear.of(classes)); // (classes)
        return network.build("classifier.6");
    }

    private static Value normalised(Value x, Config config) {
        return config.localResponseNorm ? x.then(new LocalResponseNorm(5, 1e-4, 0.75, 2)) : x;
    }
}
