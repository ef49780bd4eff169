package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CSV files with a row an image: its path and its class. One file may list several splits, told
 * apart by a column.
 */
final class CsvManifest implements DatasetFormat {
    private static final int RGB = 3;

    /** The parameters. */
    record Config(
            @Nullable String train,
            @Nullable String validation,
            @Nullable String test,
            @Nullable String images,
            String pathColumn,
            String labelColumn,
            @Nullable String splitColumn,
            String delimiter,
            double testFraction,
            double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                "csv",
                "CSV files that name each image and its class",
                SplitPaths.addTo(Schema.object(), "CSV file")
                        .with(
                                "images",
                                "folder, zip or tar that the paths are relative to; none: the CSV file's folder",
                                SplitPaths.location())
                        .with(
                                "pathColumn",
                                "column of the image's path",
                                column().defaultsTo("path"))
                        .with("labelColumn", "column of its class", column().defaultsTo("label"))
                        .with(
                                "splitColumn",
                                "column that says train, validation or test; a file may then be named for several splits",
                                column())
                        .with(
                                "delimiter",
                                "between columns",
                                Schema.choice(",", ";", "|").defaultsTo(",")));
    }

    private static Schema column() {
        return Schema.text().size(1, 200);
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        Config config = Parameters.bind(parameters, Config.class);
        return SplitPaths.of(config.train, config.validation, config.test)
                .open(
                        request,
                        new HeldOut(config.testFraction, config.validationFraction),
                        TensorShape.of(RGB, request.size(), request.size()),
                        (split, file, classes, files) -> {
                            ImageTree tree = tree(config.images, file, request);
                            files.add(tree);
                            ClassLayout layout = rows(file, split, config).layout(tree);
                            if (classes.isEmpty()) {
                                classes.addAll(ManifestRows.inOrder(layout.images().values()));
                            }
                            check(file, layout, classes);
                            return request.loader()
                                    .load(
                                            tree,
                                            layout,
                                            classes,
                                            request.fit(split),
                                            request.notices());
                        });
    }

    private static ImageTree tree(@Nullable String images, Path file, DataRequest request) {
        Path root =
                images == null ? Objects.requireNonNull(file.getParent()) : request.locate(images);
        return ImageTree.open(root, request.roots());
    }

    private static ManifestRows rows(Path file, Split split, Config config) {
        try {
            return ManifestRows.read(file, split, config);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' cannot be read: %s".formatted(file, fault.getMessage()),
                    fault);
        }
    }

    private static void check(Path file, ClassLayout layout, List<String> classes) {
        if (classes.size() < 2) {
            throw new RunFailedException(
                    FailureKind.DATA_MISSING,
                    "'%s' names the classes %s; a classifier needs at least two"
                            .formatted(file, classes));
        }
        List<String> unknown =
                layout.classes().stream().filter(name -> !classes.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "'%s' has the classes %s, which the other images do not have: %s"
                            .formatted(file, unknown, classes));
        }
    }
}
