package io.trainyard.trainer.predict;

import io.trainyard.contract.spec.Normalisation;
import io.trainyard.contract.spec.Normalisation.Channels;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code --normalize}: {@code imagenet}, {@code none}, or {@code MEAN/STD}. */
final class NormaliseWord {
    private NormaliseWord() {}

    /**
     * The normalisation of a word.
     *
     * @param channels of the network's input
     * @throws IllegalArgumentException with what is allowed where it is none
     */
    static Normalisation parse(String word, int channels) {
        return switch (word) {
            case "imagenet" -> new Normalisation.ImageNet();
            case "none" -> new Normalisation.Unit();
            default -> values(word, channels);
        };
    }

    private static Channels values(String word, int channels) {
        String problem =
                "--normalize takes imagenet, none, or MEAN/STD with one number each or one for each of the %d channels, such as 0.5/0.25; the deviation above 0; not '%s'"
                        .formatted(channels, word);
        String[] parts = word.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(problem);
        }
        try {
            Channels values = new Channels(numbers(parts[0]), numbers(parts[1]));
            if (fits(values.mean(), channels)
                    && fits(values.std(), channels)
                    && values.std().stream().allMatch(deviation -> deviation > 0)) {
                return values;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(problem, noNumber);
        }
        throw new IllegalArgumentException(problem);
    }

    private static boolean fits(List<Double> values, int channels) {
        return (values.size() == 1 || values.size() == channels)
                && values.stream().allMatch(Double::isFinite);
    }

    private static List<Double> numbers(String list) {
        List<Double> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            numbers.add(Double.valueOf(number.strip()));
        }
        return numbers;
    }
}
