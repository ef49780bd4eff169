package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;

/** A factory of transforms. */
public interface Augmentation extends Component {
    /**
     * The transform with these parameters.
     *
     * @param inputSize edge of the network's input in pixels
     * @throws IllegalArgumentException with a sentence where parameters do not go together
     */
    Transform transform(ObjectNode parameters, int inputSize);

    /** Whether it takes images of their own size, and gives others. */
    default boolean resizes(ObjectNode parameters) {
        return false;
    }

    /** Whether it looks at the random numbers: without, an image becomes the same every time. */
    default boolean isRandom(ObjectNode parameters) {
        return true;
    }
}
