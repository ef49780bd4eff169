package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a manifest that belong to one split.
 *
 * @param file they stand in
 * @param classes path to class, in the order of the rows
 */
record ManifestRows(Path file, Map<String, String> classes) {
    private static final int MOST_ROWS = 20_000_000;
    private static final int NAMED = 5;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads and checks a file.
     *
     * @throws IOException where it is no CSV file
     * @throws RunFailedException with DATA_UNREADABLE and every kind of faulty row
     */
    static ManifestRows read(Path file, Split split, CsvManifest.Config config) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(config.delimiter())
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            Columns columns = Columns.of(file, parser.getHeaderNames(), config);
            Map<String, String> classes = new LinkedHashMap<>();
            List<String> faults = new ArrayList<>();
            for (CSVRecord row : parser) {
                columns.add(row, split, classes, faults);
                if (row.getRecordNumber() > MOST_ROWS) {
                    throw new IOException("it has more than %,d rows".formatted(MOST_ROWS));
                }
            }
            refuse(file, "faulty rows", faults);
            return new ManifestRows(file, classes);
        } catch (UncheckedIOException | IllegalArgumentException damaged) {
            throw new IOException("it is no CSV file: " + damaged.getMessage(), damaged);
        }
    }

    /** The places of the columns that are wanted. */
    private record Columns(int path, int label, int split) {
        static Columns of(Path file, List<String> header, CsvManifest.Config config) {
            List<String> names =
                    header.stream()
                            .map(name ->
                                    name.isEmpty() || name.charAt(0) != BYTE_ORDER_MARK
                                            ? name
                                            : name.substring(1))
                            .toList();
            List<String> wanted =
                    new ArrayList<>(List.of(config.pathColumn(), config.labelColumn()));
            if (config.splitColumn() != null) {
                wanted.add(config.splitColumn());
            }
            List<String> absent = wanted.stream().filter(name -> !names.contains(name)).toList();
            if (!absent.isEmpty()) {
                throw new RunFailedException(
                        FailureKind.SPEC_INVALID,
                        "'%s' has no column %s; its first line names %s: set dataset.pathColumn, labelColumn or splitColumn"
                                .formatted(file, absent, names));
            }
            return new Columns(
                    names.indexOf(config.pathColumn()),
                    names.indexOf(config.labelColumn()),
                    config.splitColumn() == null ? -1 : names.indexOf(config.splitColumn()));
        }

        void add(CSVRecord row, Split wanted, Map<String, String> classes, List<String> faults) {
            String place = "row %d".formatted(row.getRecordNumber());
            if (row.size() <= Math.max(split, Math.max(path, label))) {
                faults.add("%s has %d columns only".formatted(place, row.size()));
                return;
            }
            Split owner = split < 0 ? wanted : ClassLayout.splitNamed(row.get(split));
            if (owner == null) {
                faults.add(
                        "%s names the split '%s'; known: train, validation, test"
                                .formatted(place, row.get(split)));
            }
            if (owner != wanted) {
                return;
            }
            String name = Normalizer.normalize(row.get(label), Normalizer.Form.NFC);
            if (row.get(path).isEmpty() || name.isEmpty()) {
                faults.add(place + " lacks a path or a class");
                return;
            }
            String before = classes.put(row.get(path).replace('\\', '/'), name);
            if (before != null && !before.equals(name)) {
                faults.add(
                        "%s gives '%s' the class '%s', and an earlier row '%s'"
                                .formatted(place, row.get(path), name, before));
            }
        }
    }

    /**
     * The layout of a tree's images, which must all be there.
     *
     * @throws RunFailedException with DATA_MISSING and the first of those that are not
     */
    ClassLayout layout(ImageTree tree) {
        Set<String> known = new HashSet<>(tree.paths());
        Map<String, String> images = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        classes.forEach((path, name) -> {
            String relative = relative(path, tree.root());
            if (known.contains(relative)) {
                images.put(relative, name);
            } else {
                absent.add("'" + path + "'");
            }
        });
        if (images.isEmpty() && absent.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.DATA_MISSING, "'%s' lists no images of this split".formatted(file));
        }
        if (!absent.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.DATA_MISSING,
                    "'%s' names %d images that are not in '%s', or are no .jpg, .jpeg or .png: %s"
                            .formatted(file, absent.size(), tree.root(), few(absent)));
        }
        return new ClassLayout(images, List.of());
    }

    /** A path that is written in full, or with "./" in front, as one relative to the images. */
    private static String relative(String path, Path root) {
        String folder = root.toString().replace('\\', '/') + "/";
        String below = path.startsWith(folder) ? path.substring(folder.length()) : path;
        return below.startsWith("./") ? below.substring(2) : below;
    }

    /** Class names in order: as numbers where all are, else by code point. */
    static List<String> inOrder(Collection<String> names) {
        Comparator<String> order =
                names.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches())
                        ? Comparator.comparingInt(Integer::parseInt)
                        : ClassLayout.BY_CODE_POINT;
        return names.stream().distinct().sorted(order).toList();
    }

    private static void refuse(Path file, String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' has %d %s: %s".formatted(file, faults.size(), what, few(faults)));
        }
    }

    private static String few(List<String> faults) {
        String first = String.join("; ", faults.subList(0, Math.min(NAMED, faults.size())));
        return faults.size() <= NAMED
                ? first
                : "%s; and %d more".formatted(first, faults.size() - NAMED);
    }
}
