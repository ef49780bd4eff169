package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.engine.LossRule;

/** A factory of losses. */
public interface Loss extends Component {
    /**
     * The loss with these parameters.
     *
     * @throws IllegalArgumentException with a sentence where they do not fit the classes
     */
    LossRule rule(ObjectNode parameters, TrainingClasses classes);

    /** The loss where classes do not matter. */
    default LossRule rule(ObjectNode parameters) {
        return rule(parameters, TrainingClasses.NONE);
    }
}
