package io.trainyard.contract.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Orders known names by how close they are to what was written, so that a typo's cure comes first.
 */
public final class Nearest {
    private Nearest() {}

    /** The known names, nearest first. */
    public static List<String> first(String written, Collection<String> known) {
        return known.stream()
                .sorted(
                        Comparator.<String>comparingInt(name -> distance(written, name))
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Levenshtein's edit distance. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced =
                        previous[column - 1]
                                + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] =
                        Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
