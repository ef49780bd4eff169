package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.engine.UpdateRule;

/** A factory of update rules. */
public interface Optimizer extends Component {
    /** The update with these parameters. */
    UpdateRule rule(ObjectNode parameters);

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
