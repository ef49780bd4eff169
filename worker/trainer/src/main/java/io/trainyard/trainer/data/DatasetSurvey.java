package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How many training images a dataset has of each class, and a look at some of them.
 *
 * @param perClass number of training images by class name
 * @param sampled images that were looked at
 * @param unreadable images that should have been
 * @param ownSize whether they were looked at as large as their files have them
 */
public record DatasetSurvey(
        Map<String, Integer> perClass, int sampled, int unreadable, boolean ownSize) {
    private static final String CLASS_FOLDER = "class_folder";

    /** Edge of images whose format does not hand out their own size. */
    private static final int EDGE = 32;

    public DatasetSurvey {
        perClass = new TreeMap<>(perClass);
    }

    /**
     * Looks at images spread evenly over the training images. Of folders and archives no others are
     * decoded; other formats are opened as a run would.
     *
     * @param most images looked at
     * @param look takes each
     * @throws RunFailedException where the dataset cannot be opened
     */
    public static DatasetSurvey of(
            ComponentSpec dataset,
            Locations locations,
            ImageLoader loader,
            int most,
            Consumer<Pixels> look) {
        if (!dataset.kind().equals(CLASS_FOLDER)) {
            return opened(dataset, locations, loader, most, look);
        }
        String train = dataset.parameters().path("train").asText();
        try (ImageTree tree =
                ImageTree.open(
                        locations.resolve(train, FailureKind.DATA_MISSING), locations.roots())) {
            ClassLayout layout = ClassLayout.of(tree.paths(), Split.TRAIN);
            if (layout.images().isEmpty()) {
                throw new RunFailedException(
                        FailureKind.DATA_MISSING,
                        "'%s' holds no training images; it needs a folder a class with .jpg, .jpeg or .png files"
                                .formatted(train));
            }
            Map<String, Integer> perClass = new TreeMap<>();
            layout.images().values().forEach(name -> perClass.merge(name, 1, Integer::sum));
            List<String> paths = List.copyOf(layout.images().keySet());
            List<String> unreadable = new ArrayList<>();
            int[] places = spread(paths.size(), most);
            for (int place : places) {
                try {
                    look.accept(ImageDecoder.decode(tree.read(paths.get(place))));
                } catch (IOException damaged) {
                    unreadable.add("'%s': %s".formatted(paths.get(place), damaged.getMessage()));
                }
            }
            if (unreadable.size() == places.length) {
                throw new RunFailedException(
                        FailureKind.DATA_UNREADABLE,
                        "none of %d images of '%s' can be read; the first is %s"
                                .formatted(places.length, train, unreadable.getFirst()));
            }
            return new DatasetSurvey(
                    perClass, places.length - unreadable.size(), unreadable.size(), true);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static DatasetSurvey opened(
            ComponentSpec spec,
            Locations locations,
            ImageLoader loader,
            int most,
            Consumer<Pixels> look) {
        DataRequest request =
                new DataRequest(
                        Fit.straight(EDGE),
                        false,
                        EnumSet.of(Split.TRAIN),
                        0,
                        locations,
                        loader,
                        locations.notices());
        try (Dataset dataset =
                DatasetFormats.REGISTRY.named(spec.kind()).open(spec.parameters(), request)) {
            ImageSet images =
                    dataset.split(Split.TRAIN)
                            .orElseThrow(() ->
                                    new RunFailedException(
                                            FailureKind.DATA_MISSING,
                                            "the dataset has no training images"));
            Map<String, Integer> perClass = new TreeMap<>();
            dataset.classes().forEach(name -> perClass.put(name, 0));
            IntStream.range(0, images.count())
                    .forEach(index ->
                            perClass.merge(
                                    dataset.classes().get(images.label(index)), 1, Integer::sum));
            int[] places = spread(images.count(), most);
            for (int place : places) {
                look.accept(images.image(place));
            }
            return new DatasetSurvey(perClass, places.length, 0, false);
        }
    }

    private static int[] spread(int count, int most) {
        int sampled = Math.min(count, most);
        return IntStream.range(0, sampled)
                .map(place -> Math.toIntExact((long) place * count / sampled))
                .toArray();
    }

    /** All training images. */
    public int images() {
        return perClass.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The median of the classes' numbers of images. */
    public int medianPerClass() {
        return perClass.values().stream().sorted().toList().get(perClass.size() / 2);
    }
}
