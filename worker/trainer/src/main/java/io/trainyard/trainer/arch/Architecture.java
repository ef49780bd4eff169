package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;

/** A family of networks that differ in input shape and classes. */
public interface Architecture extends Component {
    /** Edge in pixels of the square input it was designed for. */
    int inputSize();

    /** Channels of the input it was designed for. */
    int inputChannels();

    /** Classes of the data it was designed for: ImageNet's, unless it says otherwise. */
    default int classes() {
        return 1000;
    }

    /**
     * The network for an input and a number of classes.
     *
     * @param parameters as its schema says
     * @param input {@code (C, H, W)}
     * @throws io.trainyard.trainer.engine.graph.InvalidNetworkException where the input is too
     *     small
     */
    Network build(ObjectNode parameters, TensorShape input, int classes);
}
