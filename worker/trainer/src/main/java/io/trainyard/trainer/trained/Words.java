package io.trainyard.trainer.trained;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command line: options with a value, and flags. */
public final class Words {
    private static final int MOST = 1 << 16;

    private final Map<String, List<String>> values = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final String usage;

    /**
     * Reads words.
     *
     * @param options that take a value
     * @param flags that take none
     * @throws IllegalArgumentException with the usage where one is unknown or lacks its value
     */
    public Words(List<String> words, Set<String> options, Set<String> flags, String usage) {
        this.usage = usage;
        for (int place = 0; place < words.size(); place++) {
            String word = words.get(place);
            if (flags.contains(word)) {
                var _ = given.add(word);
            } else if (!options.contains(word)) {
                throw new IllegalArgumentException(
                        "'%s' is unknown; usage: %s".formatted(word, usage));
            } else if (place + 1 == words.size()) {
                throw new IllegalArgumentException(
                        "%s needs a value; usage: %s".formatted(word, usage));
            } else {
                values.computeIfAbsent(word, _ -> new ArrayList<>()).add(words.get(++place));
            }
        }
    }

    public boolean has(String flag) {
        return given.contains(flag);
    }

    /** Every value of an option. */
    public List<String> all(String option) {
        return List.copyOf(values.getOrDefault(option, List.of()));
    }

    /** The last value of an option. */
    public Optional<String> one(String option) {
        return all(option).reversed().stream().findFirst();
    }

    /**
     * The value of an option that must be there.
     *
     * @throws IllegalArgumentException where it is not
     */
    public String needed(String option) {
        return one(option)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s is missing; usage: %s".formatted(option, usage)));
    }

    /**
     * A positive whole number.
     *
     * @throws IllegalArgumentException where the value is none
     */
    public Optional<Integer> number(String option) {
        return one(option).map(value -> number(option, value));
    }

    private static int number(String option, String value) {
        String problem =
                "%s takes a whole number from 1 to %d, not '%s'".formatted(option, MOST, value);
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(problem, noNumber);
        }
        throw new IllegalArgumentException(problem);
    }
}
