package io.trainyard.trainer.advise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.advise.Appearance.Measures;
import io.trainyard.trainer.data.DatasetSurvey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A way of transfer learning and the reasons for it.
 *
 * @param way recommended
 * @param similar whether the images count as similar to ImageNet's
 * @param reasons sentences, in the order in which they were weighed
 */
record Advice(Way way, boolean similar, List<String> reasons) {
    /**
     * From so many images a class on a dataset counts as large: ImageNet's own classes have 732 to
     * 1,300.
     */
    static final int LARGE = 1000;

    /** A class with so many times the images of another is worth weights in the loss. */
    private static final int IMBALANCE = 3;

    Advice {
        reasons = List.copyOf(reasons);
    }

    /** The quadrants' ways. */
    enum Way {
        FEATURE_EXTRACTION(
                "feature extraction", "backbone", "{\"kind\": \"adam\", \"learningRate\": 0.001}"),
        FINE_TUNING_LATE_STAGES(
                "partial fine-tuning of the last stage",
                "most",
                "{\"kind\": \"sgd\", \"learningRate\": 0.005, \"momentum\": 0.9}"),
        FINE_TUNING_LATER_HALF(
                "partial fine-tuning of the later half",
                "early",
                "{\"kind\": \"sgd\", \"learningRate\": 0.005, \"momentum\": 0.9}"),
        FULL_FINE_TUNING(
                "full fine-tuning",
                "none",
                "{\"kind\": \"sgd\", \"learningRate\": 0.01, \"momentum\": 0.9}");

        private final String title;
        private final String freeze;
        private final String optimizer;

        Way(String title, String freeze, String optimizer) {
            this.title = title;
            this.freeze = freeze;
            this.optimizer = optimizer;
        }

        /** What people call it. */
        String title() {
            return title;
        }

        /** What {@code model.freeze} becomes. */
        String freeze() {
            return freeze;
        }

        /** Its name in JSON, such as {@code feature_extraction}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Weighs a dataset.
     *
     * @param declared whether its images are similar to ImageNet's, where the user says so
     */
    static Advice of(DatasetSurvey survey, Measures measures, Optional<Boolean> declared) {
        List<String> reasons = new ArrayList<>();
        boolean large = survey.medianPerClass() >= LARGE;
        reasons.add(
                "%,d training images in %d classes, %,d in the median class: %s (%,d and more a class count as large)."
                        .formatted(
                                survey.images(),
                                survey.perClass().size(),
                                survey.medianPerClass(),
                                large ? "large" : "small",
                                LARGE));
        boolean similar = declared.orElseGet(() -> isSimilar(survey, measures, reasons));
        declared.ifPresent(high ->
                reasons.add(
                        "You say that the images are %s ImageNet's; what they look like was not weighed."
                                .formatted(high ? "similar to" : "different from")));
        Way way = way(large, similar);
        reasons.add(explanation(way));
        int least = Collections.min(survey.perClass().values());
        int most = Collections.max(survey.perClass().values());
        if (most > IMBALANCE * Math.max(1, least)) {
            reasons.add(
                    "The largest class has %,d images and the smallest %,d: weigh them by training.loss.classWeights: balanced."
                            .formatted(most, least));
        }
        return new Advice(way, similar, reasons);
    }

    private static Way way(boolean large, boolean similar) {
        if (similar) {
            return large ? Way.FINE_TUNING_LATE_STAGES : Way.FEATURE_EXTRACTION;
        }
        return large ? Way.FULL_FINE_TUNING : Way.FINE_TUNING_LATER_HALF;
    }

    private static boolean isSimilar(
            DatasetSurvey survey, Measures measures, List<String> reasons) {
        List<String> differences = new ArrayList<>();
        if (measures.greyShare() > Appearance.MOST_GREY) {
            differences.add(
                    "%.0f%% of them have no colour, and ImageNet's are colour photographs"
                            .formatted(100 * measures.greyShare()));
        }
        if (survey.ownSize() && measures.medianEdge() < Appearance.SMALLEST_EDGE) {
            differences.add(
                    "their shorter edge is %d pixels in the median, below the %d from which photographs keep the detail that the weights look for"
                            .formatted(measures.medianEdge(), Appearance.SMALLEST_EDGE));
        }
        if (measures.shift() > Appearance.LARGEST_SHIFT) {
            differences.add(
                    "a channel's mean lies %.2f deviations from ImageNet's (up to %.2f is usual)"
                            .formatted(measures.shift(), Appearance.LARGEST_SHIFT));
        }
        if (measures.ratio() > Appearance.LARGEST_RATIO) {
            differences.add(
                    "the deviation of a channel is %.2f times ImageNet's or the other way round (up to %.2f is usual)"
                            .formatted(measures.ratio(), Appearance.LARGEST_RATIO));
        }
        if (differences.isEmpty()) {
            reasons.add(
                    "Judging by %d images they look like ImageNet's: in colour%s, channel means within %.2f of ImageNet's deviations, deviations within a factor of %.2f."
                            .formatted(
                                    survey.sampled(),
                                    survey.ownSize()
                                            ? ", %d pixels along the shorter edge"
                                                    .formatted(measures.medianEdge())
                                            : "",
                                    measures.shift(),
                                    measures.ratio()));
        } else {
            reasons.add(
                    "Judging by %d images they look different from ImageNet's: %s."
                            .formatted(survey.sampled(), String.join("; ", differences)));
        }
        reasons.add(
                "This measures looks, not content: where you know better, such as for X-rays or drawings, or photographs that are merely small, say --similarity low or high.");
        return differences.isEmpty();
    }

    private static String explanation(Way way) {
        return switch (way) {
            case FEATURE_EXTRACTION ->
                    "Small and similar: the features fit, and so few images would overfit more than a head. Freeze the backbone; its features are computed once, so that epochs cost next to nothing.";
            case FINE_TUNING_LATE_STAGES ->
                    "Large and similar: the features fit, and there are enough images to adapt the last stage without overfitting. Freeze all before it.";
            case FINE_TUNING_LATER_HALF ->
                    "Small and different: edges and textures of the early stages serve any images, the later features do not. Freeze the stem and the first half of the stages, and train the rest at a low rate.";
            case FULL_FINE_TUNING ->
                    "Large and different: there are enough images to adapt every layer, and starting from ImageNet's weights still beats starting from none. Freeze nothing.";
        };
    }

    /** What a spec needs for it. */
    ObjectNode spec(String architecture, String weights) {
        return read(
                """
                {"kind": "finetune",
                 "model": {"architecture": "%s", "weights": "%s", "freeze": "%s"},
                 "optimizer": %s,
                 "schedule": {"kind": "cosine", "interval": "step"}}
                """
                        .formatted(architecture, weights, way.freeze, way.optimizer));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) Wire.json().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
