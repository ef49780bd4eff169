package io.trainyard.trainer.data;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which class each image of a tree belongs to: torchvision's ImageFolder, where the first folder is
 * the class.
 *
 * <p>Archives often wrap everything in one more folder, or hold {@code train} and {@code val}
 * beside each other; both are looked through, whatever images lie about on the way: a preview must
 * not turn the folder around it into a class.
 *
 * @param images path to class name, in the order of classes and then of paths
 * @param leftOut images that belong to no class of this split and to no other split, in order
 */
record ClassLayout(Map<String, String> images, List<String> leftOut) {
    /** By code point, as Python sorts: the order of UTF-8's bytes. */
    static final Comparator<String> BY_CODE_POINT =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private static final Map<String, Split> SPLITS =
            Map.of(
                    "train", Split.TRAIN,
                    "training", Split.TRAIN,
                    "val", Split.VALIDATION,
                    "valid", Split.VALIDATION,
                    "validation", Split.VALIDATION,
                    "test", Split.TEST,
                    "testing", Split.TEST);

    /** So many of the images that were left out are named. */
    private static final int NAMED = 3;

    ClassLayout {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * The layout of the images that belong to one split.
     *
     * @param paths with {@code /} between segments
     */
    static ClassLayout of(Collection<String> paths, Split split) {
        List<List<String>> images = paths.stream().map(path -> List.of(path.split("/"))).toList();
        int top = fork(images, 0);
        boolean splits = holdsSplits(images, top);
        int depth =
                splits
                        ? fork(
                                images.stream()
                                        .filter(image -> splitOf(image, top) == split)
                                        .toList(),
                                top + 1)
                        : top;
        Map<String, String> classes = new TreeMap<>(BY_CODE_POINT);
        Set<String> leftOut = new TreeSet<>(BY_CODE_POINT);
        for (List<String> image : images) {
            Split owner = splits ? splitOf(image, top) : split;
            String path = String.join("/", image);
            if (owner == null) {
                leftOut.add(path);
            } else if (owner == split && isInFolder(image, depth)) {
                classes.put(path, Normalizer.normalize(image.get(depth), Normalizer.Form.NFC));
            } else if (owner == split) {
                // An image beside the class folders belongs to none; torchvision passes it over,
                // too.
                leftOut.add(path);
            }
        }
        return new ClassLayout(classes, List.copyOf(leftOut));
    }

    /** Class names in the order of their indices. */
    List<String> classes() {
        Set<String> classes = new TreeSet<>(BY_CODE_POINT);
        classes.addAll(images.values());
        return List.copyOf(classes);
    }

    /** A few words on the images that were left out, however many there are. */
    String describeLeftOut() {
        String names =
                leftOut.stream()
                        .limit(NAMED)
                        .map("'%s'"::formatted)
                        .collect(Collectors.joining(", "));
        int more = leftOut.size() - NAMED;
        return "%d %s in no class folder: %s%s"
                .formatted(
                        leftOut.size(),
                        leftOut.size() == 1 ? "image" : "images",
                        names,
                        more > 0 ? " and %d more".formatted(more) : "");
    }

    /**
     * The depth at which folders tell images apart: below the single folders that wrap the others.
     * A single folder is not a wrapping but a class where most of its images lie straight in it.
     */
    private static int fork(List<List<String>> images, int from) {
        int depth = from;
        while (true) {
            int level = depth;
            List<List<String>> below =
                    images.stream().filter(image -> isInFolder(image, level)).toList();
            long straight = below.stream().filter(image -> !isInFolder(image, level + 1)).count();
            boolean single = below.stream().map(image -> image.get(level)).distinct().count() == 1;
            if (!single || 2 * straight >= below.size()) {
                return level;
            }
            depth++;
        }
    }

    /** Folders of two splits beside each other are splits, whatever else lies there. */
    private static boolean holdsSplits(List<List<String>> images, int depth) {
        return images.stream()
                        .map(image -> splitOf(image, depth))
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
    }

    /** The split after which an image's folder is named; null where it is named otherwise. */
    private static @Nullable Split splitOf(List<String> image, int depth) {
        return isInFolder(image, depth) ? splitNamed(image.get(depth)) : null;
    }

    /** The split that people name so; null where they do not. */
    static @Nullable Split splitNamed(String name) {
        return SPLITS.get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether an image's segment at a depth is a folder. */
    private static boolean isInFolder(List<String> image, int depth) {
        return image.size() > depth + 1;
    }
}
