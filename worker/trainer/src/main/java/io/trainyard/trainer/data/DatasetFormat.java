package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;

/** A kind of dataset. */
public interface DatasetFormat extends Component {
    /**
     * Finds, checks and decodes the images.
     *
     * @param parameters as its schema says
     * @throws io.trainyard.trainer.failure.RunFailedException with DATA_MISSING, DATA_FORBIDDEN or
     *     DATA_UNREADABLE
     */
    Dataset open(ObjectNode parameters, DataRequest request);
}
