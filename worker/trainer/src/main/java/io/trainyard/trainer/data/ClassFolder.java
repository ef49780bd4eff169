package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folders of JPEG and PNG images, one folder a class, or an archive of them:
 * torchvision.datasets.ImageFolder. Every image becomes RGB of the input's size.
 */
final class ClassFolder implements DatasetFormat {
    private static final int RGB = 3;

    /** The parameters. */
    record Config(
            @Nullable String train,
            @Nullable String validation,
            @Nullable String test,
            double testFraction,
            double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                "class_folder",
                "folders of JPEG and PNG images, one a class, or a zip or tar of them",
                SplitPaths.addTo(Schema.object(), "folder, zip or tar"));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        return SplitPaths.of(config.train, config.validation, config.test)
                .open(
                        request,
                        new HeldOut(config.testFraction, config.validationFraction),
                        TensorShape.of(RGB, request.size(), request.size()),
                        (split, path, classes, files) -> {
                            ImageTree tree = ImageTree.open(path, request.roots());
                            files.add(tree);
                            return load(split, tree, classes, request);
                        });
    }

    /**
     * Loads one split; the first one loaded, the training images where there are any, says what the
     * classes are.
     */
    private static ImageSet load(
            Split split, ImageTree tree, List<String> classes, DataRequest request) {
        ClassLayout layout = ClassLayout.of(tree.paths(), split);
        if (classes.isEmpty()) {
            checkEnough(layout, split, tree.root());
            classes.addAll(layout.classes());
        }
        checkClasses(layout, classes, split, tree.root());
        if (!layout.leftOut().isEmpty()) {
            request.notices()
                    .accept(
                            "the %s images in '%s': passed over %s"
                                    .formatted(
                                            split.label(), tree.root(), layout.describeLeftOut()));
        }
        return request.loader().load(tree, layout, classes, request.fit(split), request.notices());
    }

    /** With a single class every network is right always. */
    private static void checkEnough(ClassLayout layout, Split split, Path path) {
        List<String> classes = layout.classes();
        if (classes.size() == 1) {
            throw missing(
                    "'%s' has %s images of one class only, '%s' (%d images)"
                            .formatted(
                                    path,
                                    split.label(),
                                    classes.getFirst(),
                                    layout.images().size()),
                    "it needs at least two class folders with .jpg, .jpeg or .png files",
                    layout);
        }
    }

    private static void checkClasses(
            ClassLayout layout, List<String> classes, Split split, Path path) {
        if (layout.images().isEmpty()) {
            throw missing(
                    "'%s' holds no %s images".formatted(path, split.label()),
                    "it needs a folder a class with .jpg, .jpeg or .png files",
                    layout);
        }
        List<String> unknown =
                layout.classes().stream().filter(name -> !classes.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "'%s' has the classes %s, which the other images do not have: %s"
                            .formatted(path, unknown, classes));
        }
    }

    private static RunFailedException missing(String found, String needed, ClassLayout layout) {
        String strays = layout.leftOut().isEmpty() ? "" : ", and " + layout.describeLeftOut();
        return new RunFailedException(
                FailureKind.DATA_MISSING, "%s%s; %s".formatted(found, strays, needed));
    }
}
