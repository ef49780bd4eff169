package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;

/** A factory of transforms. */
public interface Augmentation extends Component {
    /** The transform with these parameters. */
    Transform transform(ObjectNode parameters);

    /** Whether it looks at the random numbers: without, an image becomes the same every time. */
    default boolean isRandom(ObjectNode parameters) {
        return true;
    }
}
