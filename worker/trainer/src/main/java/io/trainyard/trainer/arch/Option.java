package io.trainyard.trainer.arch;

import io.trainyard.contract.catalogue.Schema;

/** Parameters that several architectures take, in the same words. */
final class Option {
    private Option() {}

    /** A schema with the choice of a stem for small images. */
    static Schema smallImages(String meaning) {
        return Schema.object().with("smallImages", meaning, Schema.flag().defaultsTo(false));
    }

    /** Adds the probability of dropout in front of the head. */
    static Schema dropout(Schema schema, double probability) {
        return schema.with(
                "dropout",
                "probability that training drops a feature in front of the head",
                Schema.number().atLeast(0).below(1).defaultsTo(probability));
    }

    /** Adds the factor of all channels. */
    static Schema width(Schema schema) {
        return schema.with(
                "width",
                "factor of the number of channels everywhere (the paper's alpha)",
                Schema.number().atLeast(0.1).atMost(4).defaultsTo(1.0));
    }

    /** Adds the choice of auxiliary heads. */
    static Schema auxiliaryHeads(Schema schema) {
        return schema.with(
                "auxiliaryHeads",
                "whether training adds the loss of heads in the middle, weighing 0.3",
                Schema.flag().defaultsTo(true));
    }

    /**
     * Channels as near as possible to a number and divisible by 8, never below nine tenths of it:
     * _make_divisible of torchvision/models/_utils.py.
     */
    static int divisible(double channels) {
        int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }
}
