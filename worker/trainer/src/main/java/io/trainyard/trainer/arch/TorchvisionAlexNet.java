package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AdaptiveAveragePool;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;

/**
 * torchvision's AlexNet: torchvision/models/alexnet.py, after Krizhevsky, "One weird trick for
 * parallelizing convolutional neural networks", 2014. 61,100,840 parameters for 1000 classes.
 *
 * <pre>
 * layer  kernels      stride  224x224 gives
 * conv1  64 11x11     4       55x55
 * pool   3x3          2       27x27
 * conv2  192 5x5              27x27
 * pool   3x3          2       13x13
 * conv3  384 3x3              13x13
 * conv4  256 3x3              13x13
 * conv5  256 3x3              13x13
 * pool   3x3          2       6x6
 * fc6    4096
 * fc7    4096
 * fc8    1000
 * </pre>
 *
 * Deviations: none.
 */
final class TorchvisionAlexNet implements Architecture {
    record Config(double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "alexnet_torchvision",
                "torchvision's AlexNet (2014): 61,100,840 parameters",
                Option.dropout(Schema.object(), 0.5));
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
        double dropout = Parameters.bind(parameters, Config.class).dropout;
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 224, 224)
        network.stage();
        x = x.then("features.0", Convolution.of(64, 11).stride(4).padding(2));
        x = x.then(Activation.RELU).then(MaxPool.of(3, 2, 0)); // (64, 27, 27)
        network.stage();
        x = x.then("features.3", Convolution.of(192, 5).padding(2));
        x = x.then(Activation.RELU).then(MaxPool.of(3, 2, 0)); // (192, 13, 13)
        network.stage();
        x = x.then("features.6", Convolution.of(384, 3).padding(1)).then(Activation.RELU);
        network.stage();
        x = x.then("features.8", Convolution.of(256, 3).padding(1)).then(Activation.RELU);
        network.stage();
        x = x.then("features.10", Convolution.of(256, 3).padding(1)).then(Activation.RELU);
        x = x.then(MaxPool.of(3, 2, 0)).then(new AdaptiveAveragePool(6)); // (256, 6, 6)
        x = x.then(new Flatten()).then(new Dropout(dropout)); // (9216)
        x = x.then("classifier.1", Linear.of(4096)).then(Activation.RELU);
        x = x.then(new Dropout(dropout));
        x = x.then("classifier.4", Linear.of(4096)).then(Activation.RELU); // (4096)
        x.then("classifier.6", Linear.of(classes)); // (classes)
        return network.build("classifier.6");
    }
}
