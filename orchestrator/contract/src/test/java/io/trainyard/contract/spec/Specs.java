package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import java.util.List;

/** Specs for tests, and a catalogue to check them against. */
final class Specs {
    static final Catalogue CATALOGUE =
            new Catalogue(
                    "test",
                    List.of(
                            component(
                                    ComponentType.DATASET,
                                    "digits",
                                    Schema.object().also(Specs::addFraction)),
                            component(
                                    ComponentType.DATASET,
                                    "class_folder",
                                    Schema.object()
                                            .with("train", "training images", Schema.text())
                                            .with("validation", "validation images", Schema.text())
                                            .with("test", "test images", Schema.text())
                                            .also(Specs::addFraction)),
                            component(ComponentType.ARCHITECTURE, "lenet5", Schema.object()),
                            component(
                                    ComponentType.AUGMENTATION,
                                    "random_crop",
                                    Schema.object()
                                            .with(
                                                    "padding",
                                                    "pixels",
                                                    Schema.integer()
                                                            .atLeast(0)
                                                            .atMost(512)
                                                            .defaultsTo(4))),
                            component(
                                    ComponentType.AUGMENTATION,
                                    "mixup",
                                    Schema.object().batchwise()),
                            component(
                                    ComponentType.AUGMENTATION,
                                    "cutmix",
                                    Schema.object().batchwise()),
                            component(
                                    ComponentType.OPTIMIZER,
                                    "sgd",
                                    Schema.object()
                                            .require(
                                                    "learningRate",
                                                    "the initial rate",
                                                    Schema.number().above(0))
                                            .with(
                                                    "depthDecay",
                                                    "by depth",
                                                    Schema.number().defaultsTo(1))
                                            .with(
                                                    "groups",
                                                    "by name",
                                                    Schema.listOf(Schema.text())
                                                            .defaultsTo(List.of()))),
                            component(ComponentType.SCHEDULE, "constant", Schema.object()),
                            component(
                                    ComponentType.SCHEDULE,
                                    "cosine",
                                    Schema.object()
                                            .with(
                                                    "interval",
                                                    "when it moves",
                                                    Schema.choice("epoch", "step")
                                                            .defaultsTo("epoch"))),
                            component(
                                    ComponentType.SCHEDULE,
                                    "watching",
                                    Schema.object()
                                            .with(
                                                    "metric",
                                                    "what is watched",
                                                    Schema.choice("validation.loss")
                                                            .defaultsTo("validation.loss"))),
                            component(ComponentType.LOSS, "cross_entropy", Schema.object())));

    static final String SMALLEST =
            """
            name: smallest
            kind: train
            dataset: digits
            model: {architecture: lenet5}
            optimizer: {kind: sgd, learningRate: 0.1}
            """;

    /** The smallest that holds images out, which some keys need. */
    static final String VALIDATED =
            SMALLEST.replace("digits", "{kind: digits, validationFraction: 0.1}");

    private Specs() {}

    static List<Problem> problemsOf(String text) {
        return catchThrowableOfType(
                        SpecException.class,
                        () -> new SpecValidator(CATALOGUE).validate(SpecReader.read(text)))
                .problems();
    }

    private static Schema addFraction(Schema schema) {
        return schema.with(
                "validationFraction",
                "share held out",
                Schema.number().atLeast(0).below(1).defaultsTo(0));
    }

    private static ComponentDescriptor component(
            ComponentType type, String name, Schema parameters) {
        return ComponentDescriptor.of(type, name, "for tests", parameters);
    }
}
