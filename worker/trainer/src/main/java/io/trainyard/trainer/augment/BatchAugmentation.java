package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Component;

/**
 * A factory of what changes a batch as a whole. Its parameters' schema is marked {@link
 * Schema#batchwise}: a spec has at most one, at the end of its list.
 */
public interface BatchAugmentation extends Component {
    /** The transform with these parameters. */
    BatchTransform transform(ObjectNode parameters);
}
