package io.trainyard.orchestrator.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The least and the greatest value of each run's metrics; NaN only where there is nothing else. */
public final class Extremes {
    private final Map<Of, Range> ranges = new HashMap<>();

    private record Of(UUID run, String metric) {}

    private record Range(double least, double greatest) {
        Range with(Range other) {
            return new Range(
                    // Double.compare has NaN above all numbers.
                    Double.compare(least, other.least) <= 0 ? least : other.least,
                    greater(greatest, other.greatest));
        }

        private static double greater(double a, double b) {
            return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
        }
    }

    /** What is known of one metric of a run. */
    record Row(UUID run, String metric, double least, double greatest) {}

    public void add(UUID run, Map<String, Double> values) {
        values.forEach((metric, value) -> {
            var _ = ranges.merge(new Of(run, metric), new Range(value, value), Range::with);
        });
    }

    /** In the order in which every transaction locks them. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        ranges.forEach((of, range) ->
                rows.add(new Row(of.run(), of.metric(), range.least(), range.greatest())));
        rows.sort(Comparator.comparing(Row::run).thenComparing(Row::metric));
        return rows;
    }
}
