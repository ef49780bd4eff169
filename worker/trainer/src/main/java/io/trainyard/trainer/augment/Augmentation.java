package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;

/** A factory of transforms. */
public interface Augmentation extends Component {
    /** The transform with these parameters. */
    Transform transform(ObjectNode parameters);
}
