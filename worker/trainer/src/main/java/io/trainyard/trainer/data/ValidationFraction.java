package io.trainyard.trainer.data;

import io.trainyard.contract.catalogue.Schema;

/** The parameter by which formats hold out training images for validation. */
final class ValidationFraction {
    private ValidationFraction() {}

    static Schema addTo(Schema schema) {
        return schema.with(
                "validationFraction",
                "share of the training images held out for validation, by class",
                Schema.number().atLeast(0).below(1).defaultsTo(0));
    }
}
