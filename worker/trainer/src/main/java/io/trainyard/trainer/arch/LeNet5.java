package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AveragePool;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;

/**
 * LeNet-5: LeCun, Bottou, Bengio, Haffner, "Gradient-Based Learning Applied to Document
 * Recognition", Proc. IEEE 86(11), 1998, section II.B, figure 2. Not in torchvision. 44,426
 * parameters for 1x28x28 and 10 classes.
 *
 * <pre>
 * layer  maps  window  28x28 gives
 * C1     6     5x5     24x24
 * S2     6     2x2     12x12
 * C3     16    5x5     8x8
 * S4     16    2x2     4x4
 * C5     120   all     1
 * F6     84            1
 * output 10            1
 * </pre>
 *
 * Deviations, as in today's textbooks: ReLU for the scaled tanh; S2 and S4 average without trained
 * coefficients; C3 sees all of S2's maps; a linear output for the radial basis functions; 28x28
 * inputs rather than padded 32x32 ones.
 */
final class LeNet5 implements Architecture {
    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "lenet5",
                "LeNet-5 (LeCun 1998) with ReLU: 44,426 parameters at 1x28x28",
                Schema.object());
    }

    @Override
    public int inputSize() {
        return 28;
    }

    @Override
    public int inputChannels() {
        return 1;
    }

    @Override
    public int classes() {
        return 10;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (1, 28, 28)
        network.stage();
        x = x.then("conv1", Convolution.of(6, 5)).then(Activation.RELU); // C1 (6, 24, 24)
        x = x.then(AveragePool.of(2, 2, 0)); // S2 (6, 12, 12)
        network.stage();
        x = x.then("conv2", Convolution.of(16, 5)).then(Activation.RELU); // C3 (16, 8, 8)
        x = x.then(AveragePool.of(2, 2, 0)); // S4 (16, 4, 4)
        x = x.then(new Flatten()); // (256)
        network.stage();
        x = x.then("fc1", Linear.of(120)).then(Activation.RELU); // C5 (120)
        network.stage();
        x = x.then("fc2", Linear.of(84)).then(Activation.RELU); // F6 (84)
        x.then("fc3", Linear.of(classes)); // (classes)
        return network.build("fc3");
    }
}
