package io.trainyard.trainer.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * 1,797 real handwritten digits, bundled: Alpaydin and Kaynak, "Optical Recognition of Handwritten
 * Digits", UCI, 1998, CC BY 4.0. 8x8 pixels of 0..16, brought to 0..255 and to the input's size;
 * 1,437 to train and 360 to test, the same for every run.
 */
final class Digits implements DatasetFormat {
    private static final String RESOURCE = "digits.csv.gz";
    private static final int EDGE = 8;
    private static final int BRIGHTEST = 16;
    private static final double TEST_FRACTION = 360.0 / 1797;
    private static final long SPLIT_SEED = 1998;

    /** The parameters. */
    record Config(double validationFraction) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.DATASET,
                "digits",
                "1,797 handwritten digits, bundled (UCI, CC BY 4.0)",
                Schema.object().also(HeldOut::addValidationTo));
    }

    @Override
    public Dataset open(ObjectNode parameters, DataRequest request) {
        ImageSet all = read(request.fit(Split.TEST));
        List<String> classes = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        StratifiedSplit parts = StratifiedSplit.of(all, classes.size(), TEST_FRACTION, SPLIT_SEED);
        Map<Split, ImageSet> splits = new EnumMap<>(Split.class);
        splits.put(Split.TRAIN, all.subset(parts.kept()));
        splits.put(Split.TEST, all.subset(parts.heldOut()));
        double fraction = Parameters.bind(parameters, Config.class).validationFraction;
        Dataset dataset =
                new Dataset(
                        classes,
                        TensorShape.of(1, request.size(), request.size()),
                        splits,
                        List.of());
        return new HeldOut(0, fraction)
                .applyTo(dataset, EnumSet.of(Split.TRAIN, Split.TEST), request);
    }

    private static ImageSet read(Fit fit) {
        List<Pixels> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (var resource =
                        Objects.requireNonNull(
                                Digits.class.getResourceAsStream(RESOURCE), RESOURCE);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(resource),
                                        StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] row = line.split(",", -1);
                images.add(fit.apply(image(row)));
                labels.add((int) Double.parseDouble(row[EDGE * EDGE]));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new MemoryImages(images, labels);
    }

    private static Pixels image(String[] row) {
        byte[] bytes = new byte[EDGE * EDGE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(Double.parseDouble(row[i]) * 255 / BRIGHTEST);
        }
        return new Pixels(1, EDGE, EDGE, bytes);
    }
}
