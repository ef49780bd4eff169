package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.engine.UpdateRule;

/** A factory of update rules. */
public interface Optimizer extends Component {
    /**
     * The update with these parameters.
     *
     * @param cyclesMomentum whether each step is given the momentum, or beta1, that the parameters
     *     otherwise say
     */
    UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum);

    /** The update with a momentum that stays. */
    default UpdateRule rule(ObjectNode parameters) {
        return rule(parameters, false);
    }

    /** The momentum as a number in the rule's script. */
    static String momentum(double constant, boolean cycles) {
        return cycles ? "float(momentum)" : String.valueOf(constant);
    }

    /** The rate from which a schedule starts. */
    default double learningRate(ObjectNode parameters) {
        return parameters.path("learningRate").asDouble();
    }

    /** The schema of the learning rate, with torch's default. */
    static Schema rate(double standard) {
        return Schema.number().above(0).defaultsTo(standard);
    }

    /** The schema of a coefficient that is never negative, with torch's default. */
    static Schema coefficient(double standard) {
        return Schema.number().atLeast(0).defaultsTo(standard);
    }
}
