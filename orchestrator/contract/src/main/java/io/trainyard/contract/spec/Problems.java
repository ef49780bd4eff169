package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything wrong with a spec, together. Beyond the hundredth they are only counted: a spec of a
 * megabyte can have so many that telling them would take more than the spec.
 */
public final class Problems {
    private static final int MOST = 100;

    private final List<Problem> first = new ArrayList<>();
    private long more;

    /**
     * Adds one.
     *
     * @param message made only where it is told
     */
    public void add(String path, @Nullable JsonNode value, Supplier<String> message) {
        if (first.size() < MOST) {
            first.add(new Problem(path, value, message.get()));
        } else {
            more++;
        }
    }

    /**
     * Whether something is wrong with the value of that path, with a part of it or with what it is
     * part of.
     */
    boolean concern(String path) {
        return first.stream()
                .map(Problem::path)
                .anyMatch(wrong ->
                        wrong.equals(path) || isWithin(wrong, path) || isWithin(path, wrong));
    }

    private static boolean isWithin(String part, String whole) {
        return !whole.isEmpty() && (part.startsWith(whole + ".") || part.startsWith(whole + "["));
    }

    /** The first hundred, and one that counts the others. */
    List<Problem> told() {
        List<Problem> told = new ArrayList<>(first);
        if (more > 0) {
            told.add(
                    new Problem(
                            "", null, String.format(Locale.ROOT, "and %,d more problems", more)));
        }
        return told;
    }

    /**
     * Does nothing where there are none.
     *
     * @throws SpecException with all of them
     */
    public void refuseAny() {
        if (!first.isEmpty()) {
            throw new SpecException(told());
        }
    }
}
