package io.trainyard.orchestrator.search;

import io.trainyard.contract.spec.Nearest;
import io.trainyard.orchestrator.search.Field.BuiltIn;
import io.trainyard.orchestrator.search.Field.Metric;
import io.trainyard.orchestrator.search.Field.Parameter;
import io.trainyard.orchestrator.search.Field.Part;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a written name means; names of fields in any case, all others as they are. */
public final class Fields {
    /** Metrics that can be asked for before any run has measured them. */
    private static final Set<String> USUAL =
            Set.of(
                    "train.loss",
                    "train.accuracy",
                    "validation.loss",
                    "validation.accuracy",
                    "test.loss",
                    "test.accuracy",
                    "learningRate",
                    "imagesPerSecond");

    /** The keys of a spec that hold further keys. */
    private static final Set<String> SPEC =
            Set.of(
                    "dataset",
                    "model",
                    "input",
                    "augmentation",
                    "optimizer",
                    "schedule",
                    "training",
                    "evaluation",
                    "resources");

    private static final Map<String, String> ALIASES =
            Map.of(
                    "arch", "architecture",
                    "tag", "tags",
                    "status", "state",
                    "epochs", "epoch",
                    "created", "submitted",
                    "finished", "ended");

    private static final Pattern SHORT_SPLIT = Pattern.compile("^val\\.");
    private static final Pattern SHORT_MEASURE = Pattern.compile("\\.acc$");

    /** Names whose best value is the least. */
    private static final Pattern LOWER_IS_BETTER =
            Pattern.compile("(?i)(loss|error|perplexity|nll|ece|brier|seconds)[a-z]*$");

    private static final int SUGGESTIONS = 3;

    private final Set<String> metrics;

    /**
     * @param measured names of the metrics that runs have measured
     */
    public Fields(Collection<String> measured) {
        metrics = new TreeSet<>(USUAL);
        metrics.addAll(measured);
    }

    /** The metrics that are known, in the order of their names. */
    public List<Metric> metrics() {
        return metrics.stream().map(name -> new Metric(name, Part.NEWEST)).toList();
    }

    /**
     * The field of that name.
     *
     * @param at where it is written
     * @throws SearchException with the nearest names where there is none
     */
    Field named(String written, int at) {
        return find(written).orElseThrow(() -> unknown(written, at));
    }

    private Optional<Field> find(String written) {
        String plain = written.toLowerCase(Locale.ROOT);
        String key = ALIASES.getOrDefault(plain, plain);
        for (BuiltIn field : BuiltIn.values()) {
            if (field.label().equals(key)) {
                return Optional.of(field);
            }
        }
        int dot = written.indexOf('.');
        String first = dot < 0 ? "" : written.substring(0, dot);
        String rest = written.substring(dot + 1);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        return switch (first) {
            case "params" -> parameter(rest);
            // Whoever writes these means a metric, also one that is yet to be measured.
            case "metrics", "final" -> Optional.of(new Metric(metricName(rest), Part.NEWEST));
            case "min" -> Optional.of(new Metric(metricName(rest), Part.LEAST));
            case "max" -> Optional.of(new Metric(metricName(rest), Part.GREATEST));
            case "best" -> Optional.of(new Metric(metricName(rest), best(metricName(rest))));
            default -> SPEC.contains(first) ? parameter(written) : measured(metricName(written));
        };
    }

    private Optional<Field> measured(String name) {
        return metrics.contains(name)
                ? Optional.of(new Metric(name, Part.NEWEST))
                : Optional.empty();
    }

    private static Optional<Field> parameter(String path) {
        List<String> keys = List.of(path.split("\\.", -1));
        return keys.stream().anyMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.of(new Parameter(keys));
    }

    /** A metric's full name: {@code val.acc} is short for {@code validation.accuracy}. */
    private static String metricName(String written) {
        String split = SHORT_SPLIT.matcher(written).replaceFirst("validation.");
        return SHORT_MEASURE.matcher(split).replaceFirst(".accuracy");
    }

    private static Part best(String metric) {
        return LOWER_IS_BETTER.matcher(metric).find() ? Part.LEAST : Part.GREATEST;
    }

    private SearchException unknown(String written, int at) {
        List<String> known =
                Stream.of(
                                Arrays.stream(BuiltIn.values()).map(BuiltIn::label),
                                ALIASES.keySet().stream(),
                                metrics.stream())
                        .flatMap(names -> names)
                        .toList();
        List<String> near = Nearest.first(written, known);
        return new SearchException(
                "'%s' at character %d is no field; did you mean %s? Fields: %s; a path of the spec such as optimizer.learningRate; a metric such as validation.accuracy, also with best., min. or max. before it; metrics.NAME for one that no run has measured yet."
                        .formatted(
                                written,
                                at + 1,
                                String.join(", ", near.subList(0, SUGGESTIONS)),
                                String.join(
                                        ", ",
                                        Arrays.stream(BuiltIn.values())
                                                .map(BuiltIn::label)
                                                .toList())),
                at);
    }
}
