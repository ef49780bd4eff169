package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;

/** The share of every label spread over all classes (Szegedy et al. 2016, section 7). */
final class LabelSmoothing {
    private static final String KEY = "labelSmoothing";

    private LabelSmoothing() {}

    static Schema schema(Schema own) {
        return own.with(
                KEY,
                "share of each label that is spread over all classes (label_smoothing)",
                Schema.number().atLeast(0).atMost(1).defaultsTo(0));
    }

    static double of(ObjectNode parameters) {
        return parameters.path(KEY).asDouble(0);
    }
}
