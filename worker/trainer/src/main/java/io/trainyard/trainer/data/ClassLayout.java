package io.trainyard.trainer.data;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which class each image of a tree belongs to: torchvision's ImageFolder, where the first folder is
 * the class.
 *
 * <p>Archives often wrap everything in one more folder, or hold {@code train} and {@code val}
 * beside each other; both are looked through.
 *
 * @param images path to class name, in the order of classes and then of paths
 */
record ClassLayout(Map<String, String> images) {
    /** By code point, as Python sorts: the order of UTF-8's bytes. */
    static final Comparator<String> BY_CODE_POINT =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private static final Map<Split, Set<String>> SPLIT_FOLDERS =
            Map.of(
                    Split.TRAIN, Set.of("train", "training"),
                    Split.VALIDATION, Set.of("val", "valid", "validation"),
                    Split.TEST, Set.of("test", "testing"));

    /**
     * The layout of the images that belong to one split.
     *
     * @param paths with {@code /} between segments
     */
    static ClassLayout of(Collection<String> paths, Split split) {
        List<List<String>> images = paths.stream().map(path -> List.of(path.split("/"))).toList();
        int depth = wrapping(images, 0);
        if (holdsSplits(images, depth)) {
            int folder = depth;
            images =
                    images.stream()
                            .filter(image ->
                                    SPLIT_FOLDERS
                                            .getOrDefault(split, Set.of())
                                            .contains(image.get(folder)))
                            .toList();
            depth = wrapping(images, depth + 1);
        }
        Map<String, String> classes = new TreeMap<>(BY_CODE_POINT);
        for (List<String> image : images) {
            // An image beside the class folders belongs to none; torchvision passes it over, too.
            if (image.size() > depth + 1) {
                classes.put(
                        String.join("/", image),
                        Normalizer.normalize(image.get(depth), Normalizer.Form.NFC));
            }
        }
        return new ClassLayout(classes);
    }

    /** Class names in the order of their indices. */
    List<String> classes() {
        Set<String> classes = new TreeSet<>(BY_CODE_POINT);
        classes.addAll(images.values());
        return List.copyOf(classes);
    }

    /** How many leading folders hold everything, from a depth on, while folders remain below. */
    private static int wrapping(List<List<String>> images, int from) {
        int depth = from;
        while (!images.isEmpty()) {
            int level = depth;
            String folder = images.getFirst().get(Math.min(level, images.getFirst().size() - 1));
            if (!images.stream()
                    .allMatch(
                            image -> image.size() > level + 2 && image.get(level).equals(folder))) {
                break;
            }
            depth++;
        }
        return depth;
    }

    private static boolean holdsSplits(List<List<String>> images, int depth) {
        Set<String> folders = new TreeSet<>();
        for (List<String> image : images) {
            if (image.size() <= depth + 2) {
                return false;
            }
            folders.add(image.get(depth));
        }
        return folders.size() > 1
                && SPLIT_FOLDERS.values().stream()
                        .flatMap(Set::stream)
                        .toList()
                        .containsAll(folders);
    }
}
