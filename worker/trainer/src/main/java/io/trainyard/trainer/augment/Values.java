package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Kinds of parameters that several augmentations share, in torchvision's forms. */
public final class Values {
    private static final int LARGEST_EDGE = 16_384;
    private static final int MOST_BINS = 1000;

    private Values() {}

    /** How often something is done at all. */
    static Schema addProbability(Schema schema, double usual) {
        return schema.with(
                "probability", "how often", Schema.number().atLeast(0).atMost(1).defaultsTo(usual));
    }

    /** An edge, or height and width. */
    public static Schema size() {
        return Schema.anyOf(edge(), Schema.listOf(edge()).size(1, 2));
    }

    private static Schema edge() {
        return Schema.integer().atLeast(1).atMost(LARGEST_EDGE);
    }

    /** Height and width; an edge stands for both. */
    public static int[] size(@Nullable JsonNode given, int usual) {
        if (given == null || given.isNull()) {
            return new int[] {usual, usual};
        }
        double[] numbers = numbers(given);
        return new int[] {(int) numbers[0], (int) numbers[numbers.length - 1]};
    }

    /** Two numbers between bounds, the lower first; or one, which means from minus it to it. */
    public static Schema range(double least, double most) {
        Schema number = Schema.number().atLeast(least).atMost(most);
        return Schema.anyOf(number, Schema.listOf(number).size(2, 2));
    }

    /** Two numbers between bounds. */
    static Schema pair(double least, double most) {
        return Schema.listOf(Schema.number().atLeast(least).atMost(most)).size(2, 2);
    }

    /**
     * The ends of a range.
     *
     * @throws IllegalArgumentException where they are the wrong way round
     */
    static double[] ends(String name, double[] pair) {
        if (pair[0] > pair[1]) {
            throw new IllegalArgumentException(
                    "%s [%s, %s] goes from more to less; give the lower end first"
                            .formatted(name, pair[0], pair[1]));
        }
        return pair;
    }

    /** A range around zero: {@code 10} is {@code [-10, 10]}. */
    static double[] around(String name, JsonNode given) {
        double[] numbers = numbers(given);
        return numbers.length == 1
                ? new double[] {-Math.abs(numbers[0]), Math.abs(numbers[0])}
                : ends(name, numbers);
    }

    /** One number or several. */
    public static double[] numbers(JsonNode given) {
        return given.isArray()
                ? StreamSupport.stream(given.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray()
                : new double[] {given.asDouble()};
    }

    /** A colour: one value for all channels or one a channel, 0..255. */
    public static Schema fill() {
        Schema level = Schema.number().atLeast(0).atMost(255);
        return Schema.anyOf(level, Schema.listOf(level).size(1, 4));
    }

    /** A colour as whole numbers. */
    public static int[] colour(JsonNode given) {
        double[] numbers = numbers(given);
        int[] colour = new int[numbers.length];
        for (int channel = 0; channel < colour.length; channel++) {
            colour[channel] = (int) numbers[channel];
        }
        return colour;
    }

    /** Adds how a map of places finds values. */
    public static Schema addSampling(Schema schema, String usual) {
        return schema.with(
                "interpolation",
                "how values between pixels are found",
                Schema.choice("nearest", "bilinear").defaultsTo(usual));
    }

    /** Adds what AutoAugment and its successors share. */
    static Schema addPolicySettings(Schema schema) {
        return addSampling(schema, "nearest")
                .with("fill", "colour of what was outside; none: black", fill());
    }

    /** Steps from the weakest to the strongest magnitude. */
    static Schema bins() {
        return Schema.integer().atLeast(2).atMost(MOST_BINS).defaultsTo(31);
    }

    /** How a map of places finds values; null for no fill. */
    public static Sampling sampling(Interpolation interpolation, @Nullable JsonNode fill) {
        return new Sampling(interpolation, fill == null || fill.isNull() ? null : numbers(fill));
    }

    /** Adds how another size is found. */
    public static Schema addResampling(Schema schema) {
        return schema.with(
                        "interpolation",
                        "how values between pixels are found",
                        Schema.choice("nearest", "bilinear", "bicubic").defaultsTo("bilinear"))
                .with(
                        "antialias",
                        "whether a pixel of a smaller image is made of all that it covers",
                        Schema.flag().defaultsTo(true));
    }

    static double uniform(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    static boolean happens(RandomGenerator random, double probability) {
        return random.nextDouble() < probability;
    }
}
