package io.trainyard.trainer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.augment.Values;
import io.trainyard.trainer.image.AffineMatrix;
import io.trainyard.trainer.image.Colour;
import io.trainyard.trainer.image.Filter;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Placement;
import io.trainyard.trainer.image.Placement.Border;
import io.trainyard.trainer.image.Placement.Padding;
import io.trainyard.trainer.image.Resampling;
import io.trainyard.trainer.image.Tones;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every operation that {@code augment --pinned} knows, under torchvision's functional names. */
final class PinnedOperations {
    private static final int LARGEST = 16_384;

    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("rotation", "rotate"),
                    Map.entry("random_rotation", "rotate"),
                    Map.entry("random_affine", "affine"),
                    Map.entry("random_perspective", "perspective"),
                    Map.entry("random_crop", "crop"),
                    Map.entry("random_resized_crop", "resized_crop"),
                    Map.entry("random_horizontal_flip", "horizontal_flip"),
                    Map.entry("hflip", "horizontal_flip"),
                    Map.entry("random_vertical_flip", "vertical_flip"),
                    Map.entry("vflip", "vertical_flip"),
                    Map.entry("random_erasing", "erase"),
                    Map.entry("rgb_to_grayscale", "grayscale"),
                    Map.entry("brightness", "adjust_brightness"),
                    Map.entry("contrast", "adjust_contrast"),
                    Map.entry("saturation", "adjust_saturation"),
                    Map.entry("hue", "adjust_hue"),
                    Map.entry("sharpness", "adjust_sharpness"));

    private static final List<PinnedOperation> ALL =
            List.of(
                    plain(
                            "crop",
                            box(),
                            (image, p) ->
                                    Placement.crop(
                                            image,
                                            whole(p, "top"),
                                            whole(p, "left"),
                                            whole(p, "height"),
                                            whole(p, "width"))),
                    plain(
                            "resized_crop",
                            box().require("size", "edge, or height and width", Values.size())
                                    .also(Values::addResampling),
                            (image, p) -> resized(cropped(image, p), p, true)),
                    plain(
                            "resize",
                            Schema.object()
                                    .require(
                                            "size",
                                            "of the shorter edge, or height and width",
                                            Values.size())
                                    .also(Values::addResampling),
                            (image, p) -> resized(image, p, false)),
                    plain(
                            "center_crop",
                            Schema.object()
                                    .require("size", "edge, or height and width", Values.size()),
                            (image, p) -> {
                                int[] size = Values.size(p.get("size"), 0);
                                return Placement.centerCrop(image, size[0], size[1]);
                            }),
                    plain("pad", padding(), PinnedOperations::padded),
                    plain("horizontal_flip", Schema.object(), (image, _) -> image.mirrored()),
                    plain("vertical_flip", Schema.object(), (image, _) -> image.upsideDown()),
                    aliased(
                            "rotate",
                            Map.of("angle", "degrees"),
                            warp(degrees(Schema.object()), "nearest")
                                    .with(
                                            "expand",
                                            "whether the image grows to hold all of it",
                                            Schema.flag().defaultsTo(false))
                                    .with("center", "x and y", point()),
                            (image, p) ->
                                    Warp.rotate(
                                            image,
                                            p.get("degrees").asDouble(),
                                            p.get("expand").asBoolean(),
                                            center(p),
                                            sampling(p))),
                    aliased(
                            "affine",
                            Map.of("angle", "degrees"),
                            warp(degrees(Schema.object()), "nearest")
                                    .with(
                                            "translate",
                                            "pixels to the right and down",
                                            point().defaultsTo(new int[] {0, 0}))
                                    .with(
                                            "scale",
                                            "a factor",
                                            Schema.number().above(0).defaultsTo(1))
                                    .with(
                                            "shear",
                                            "degrees along x, or x and y",
                                            Schema.anyOf(
                                                            Schema.number(),
                                                            Schema.listOf(Schema.number())
                                                                    .size(1, 2))
                                                    .defaultsTo(new int[] {0, 0}))
                                    .with("center", "x and y", point()),
                            PinnedOperations::affine),
                    plain(
                            "perspective",
                            warp(
                                    Schema.object()
                                            .require(
                                                    "startpoints",
                                                    "x and y of four corners",
                                                    corners())
                                            .require(
                                                    "endpoints",
                                                    "where they come to lie",
                                                    corners()),
                                    "bilinear"),
                            (image, p) ->
                                    Warp.perspective(
                                            image,
                                            AffineMatrix.perspective(
                                                    points(p.get("startpoints")),
                                                    points(p.get("endpoints"))),
                                            sampling(p))),
                    factor("brightness", 0, 1000, Colour::brightness),
                    factor("contrast", 0, 1000, Colour::contrast),
                    factor("saturation", 0, 1000, Colour::saturation),
                    factor("hue", -0.5, 0.5, Colour::hue),
                    factor("sharpness", 0, 1000, Filter::sharpness),
                    plain("color_jitter", jitter(), PinnedOperations::jittered),
                    aliased(
                            "grayscale",
                            Map.of("numOutputChannels", "channels"),
                            Schema.object()
                                    .with(
                                            "channels",
                                            "1 or 3; a picture shows the same",
                                            Schema.integer().atLeast(1).atMost(3).defaultsTo(3)),
                            (image, _) -> Colour.grayscale(image)),
                    plain(
                            "gaussian_blur",
                            Schema.object()
                                    .require(
                                            "kernelSize",
                                            "odd pixels, or width and height",
                                            Values.size())
                                    .with("sigma", "in pixels, or along x and y", sigma()),
                            PinnedOperations::blurred),
                    aliased(
                            "erase",
                            Map.of(
                                    "i", "top", "j", "left", "h", "height", "w", "width", "v",
                                    "value"),
                            box().with("value", "a colour", Values.fill().defaultsTo(0)),
                            PinnedOperations::erased),
                    plain(
                            "posterize",
                            Schema.object()
                                    .require("bits", "kept", Schema.integer().atLeast(0).atMost(8)),
                            (image, p) -> Tones.posterize(image, whole(p, "bits"))),
                    plain(
                            "solarize",
                            Schema.object()
                                    .require(
                                            "threshold",
                                            "from which values are inverted",
                                            Schema.number().atLeast(0).atMost(255)),
                            (image, p) -> Tones.solarize(image, p.get("threshold").asDouble())),
                    plain("autocontrast", Schema.object(), (image, _) -> Tones.autocontrast(image)),
                    plain("equalize", Schema.object(), (image, _) -> Tones.equalize(image)),
                    plain("invert", Schema.object(), (image, _) -> Tones.invert(image)));

    private PinnedOperations() {}

    /**
     * Applies the one operation of an object such as {@code {"rotate": {"degrees": 13}}}.
     *
     * @throws IllegalArgumentException with a sentence where it is no such object
     */
    static Pixels apply(Pixels image, JsonNode pinned) {
        if (!pinned.isObject() || pinned.size() != 1) {
            throw new IllegalArgumentException(
                    "--pinned takes an object with one operation, such as {\"rotate\": {\"degrees\": 13}}; known: %s"
                            .formatted(names()));
        }
        var entry = pinned.properties().iterator().next();
        String name = ALIASES.getOrDefault(entry.getKey(), entry.getKey());
        return ALL.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "operation '%s' is unknown; known: %s"
                                        .formatted(entry.getKey(), names())))
                .apply(image, entry.getValue());
    }

    private static String names() {
        return ALL.stream().map(PinnedOperation::name).collect(Collectors.joining(", "));
    }

    private static PinnedOperation plain(
            String name, Schema parameters, PinnedOperation.Function function) {
        return aliased(name, Map.of(), parameters, function);
    }

    private static PinnedOperation aliased(
            String name,
            Map<String, String> aliases,
            Schema parameters,
            PinnedOperation.Function function) {
        return new PinnedOperation(name, aliases, parameters, function);
    }

    private interface Adjustment {
        Pixels apply(Pixels image, double factor);
    }

    private static PinnedOperation factor(
            String what, double least, double most, Adjustment adjustment) {
        return aliased(
                "adjust_" + what,
                Map.of(what + "Factor", "factor", what, "factor"),
                Schema.object()
                        .require("factor", "how much", Schema.number().atLeast(least).atMost(most)),
                (image, p) -> adjustment.apply(image, p.get("factor").asDouble()));
    }

    private static int whole(JsonNode parameters, String name) {
        return parameters.get(name).asInt();
    }

    private static Schema box() {
        Schema place = Schema.integer().atLeast(-LARGEST).atMost(LARGEST);
        Schema edge = Schema.integer().atLeast(1).atMost(LARGEST);
        return Schema.object()
                .require("top", "row of the first row", place)
                .require("left", "column of the first column", place)
                .require("height", "in pixels", edge)
                .require("width", "in pixels", edge);
    }

    private static Pixels cropped(Pixels image, JsonNode p) {
        return Placement.crop(
                image, whole(p, "top"), whole(p, "left"), whole(p, "height"), whole(p, "width"));
    }

    private static Pixels resized(Pixels image, JsonNode p, boolean squares) {
        int[] size = Values.size(p.get("size"), 0);
        Interpolation interpolation =
                Wire.json().convertValue(p.get("interpolation"), Interpolation.class);
        boolean antialias = p.get("antialias").asBoolean();
        return squares || p.get("size").size() == 2
                ? Resampling.resize(image, size[0], size[1], interpolation, antialias)
                : Resampling.shorterEdge(image, size[0], interpolation, antialias);
    }

    private static Schema padding() {
        Schema width = Schema.integer().atLeast(0).atMost(LARGEST);
        return Schema.object()
                .require(
                        "padding",
                        "pixels on each side; or left and right, top and bottom; or left, top, right, bottom",
                        Schema.anyOf(width, Schema.listOf(width).size(1, 4)))
                .with("fill", "colour of a constant border", Values.fill().defaultsTo(0))
                .with(
                        "paddingMode",
                        "what the border is made of",
                        Schema.choice("constant", "edge", "reflect", "symmetric")
                                .defaultsTo("constant"));
    }

    private static Pixels padded(Pixels image, JsonNode p) {
        int[] w = Values.colour(p.get("padding"));
        Padding padding =
                switch (w.length) {
                    case 1 -> Padding.all(w[0]);
                    case 2 -> new Padding(w[0], w[1], w[0], w[1]);
                    case 4 -> new Padding(w[0], w[1], w[2], w[3]);
                    default ->
                            throw new IllegalArgumentException(
                                    "pad.padding has %d widths; give one, two or four"
                                            .formatted(w.length));
                };
        Border border = Wire.json().convertValue(p.get("paddingMode"), Border.class);
        return Placement.pad(image, padding, border, Values.colour(p.get("fill")));
    }

    private static Schema degrees(Schema schema) {
        return schema.require("degrees", "of the turn", Schema.number());
    }

    private static Schema warp(Schema schema, String usual) {
        return Values.addSampling(schema, usual)
                .with("fill", "colour of what was outside; none: black", Values.fill());
    }

    private static Sampling sampling(JsonNode p) {
        return Values.sampling(
                Wire.json().convertValue(p.get("interpolation"), Interpolation.class),
                p.get("fill"));
    }

    private static Schema point() {
        return Schema.listOf(Schema.number()).size(2, 2);
    }

    private static double @Nullable [] center(JsonNode p) {
        return p.hasNonNull("center") ? Values.numbers(p.get("center")) : null;
    }

    private static Pixels affine(Pixels image, JsonNode p) {
        double[] moved = Values.numbers(p.get("translate"));
        double[] shear = Values.numbers(p.get("shear"));
        return Warp.affine(
                image,
                p.get("degrees").asDouble(),
                moved[0],
                moved[1],
                p.get("scale").asDouble(),
                new double[] {shear[0], shear.length == 2 ? shear[1] : 0},
                center(p),
                sampling(p));
    }

    private static Schema corners() {
        return Schema.listOf(point()).size(4, 4);
    }

    private static double[][] points(JsonNode corners) {
        return Stream.of(0, 1, 2, 3)
                .map(corner -> Values.numbers(corners.get(corner)))
                .toArray(double[][]::new);
    }

    private static Schema sigma() {
        Schema number = Schema.number().above(0).atMost(1000);
        return Schema.anyOf(number, Schema.listOf(number).size(1, 2));
    }

    private static Pixels blurred(Pixels image, JsonNode p) {
        int[] kernel = Values.size(p.get("kernelSize"), 0);
        double[] sigma =
                p.hasNonNull("sigma")
                        ? Values.numbers(p.get("sigma"))
                        : new double[] {kernel[0] * 0.15 + 0.35, kernel[1] * 0.15 + 0.35};
        if (kernel[0] % 2 == 0 || kernel[1] % 2 == 0) {
            throw new IllegalArgumentException(
                    "gaussian_blur.kernelSize %s is even; give odd numbers"
                            .formatted(p.get("kernelSize")));
        }
        return Filter.gaussianBlur(image, kernel[0], kernel[1], sigma[0], sigma[sigma.length - 1]);
    }

    private static Pixels erased(Pixels image, JsonNode p) {
        int top = Math.clamp(whole(p, "top"), 0, image.height() - 1);
        int left = Math.clamp(whole(p, "left"), 0, image.width() - 1);
        int[] colour = Values.colour(p.get("value"));
        byte[] values = new byte[colour.length];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = (byte) colour[channel];
        }
        return Placement.erase(
                image,
                top,
                left,
                Math.min(whole(p, "height"), image.height() - top),
                Math.min(whole(p, "width"), image.width() - left),
                values);
    }

    private static Schema jitter() {
        Schema factor = Schema.number().atLeast(0).atMost(1000);
        return Schema.object()
                .with("brightness", "factor", factor)
                .with("contrast", "factor", factor)
                .with("saturation", "factor", factor)
                .with("hue", "share of a turn", Schema.number().atLeast(-0.5).atMost(0.5))
                .with(
                        "order",
                        "0 brightness, 1 contrast, 2 saturation, 3 hue",
                        Schema.listOf(Schema.integer().atLeast(0).atMost(3))
                                .size(0, 4)
                                .defaultsTo(new int[] {0, 1, 2, 3}));
    }

    private static Pixels jittered(Pixels image, JsonNode p) {
        List<String> names = List.of("brightness", "contrast", "saturation", "hue");
        List<Adjustment> adjustments =
                List.of(Colour::brightness, Colour::contrast, Colour::saturation, Colour::hue);
        Pixels changed = image;
        for (JsonNode place : p.get("order")) {
            JsonNode factor = p.path(names.get(place.asInt()));
            if (factor.isNumber()) {
                changed = adjustments.get(place.asInt()).apply(changed, factor.asDouble());
            }
        }
        return changed;
    }
}
