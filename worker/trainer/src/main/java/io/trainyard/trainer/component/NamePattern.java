package io.trainyard.trainer.component;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns of names, such as {@code layer1.*}. */
public final class NamePattern {
    private NamePattern() {}

    /**
     * {@code *} stands for any characters; everything else for itself. What lies between two stars
     * is taken where it is found first and, being an atomic group, nowhere else: that loses no
     * match, and a pattern of many stars cannot be tried in every possible way.
     */
    public static Predicate<String> matcher(String pattern) {
        List<String> pieces = Arrays.stream(pattern.split("\\*+", -1)).map(Pattern::quote).toList();
        if (pieces.size() == 1) {
            return pattern::equals;
        }
        String between =
                pieces.subList(1, pieces.size() - 1).stream()
                        .map("(?>.*?%s)"::formatted)
                        .collect(Collectors.joining());
        return Pattern.compile(pieces.getFirst() + between + ".*" + pieces.getLast())
                .asMatchPredicate();
    }
}
