package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.engine.LossRule;

/** A factory of losses. */
public interface Loss extends Component {
    /** The loss with these parameters. */
    LossRule rule(ObjectNode parameters);
}
