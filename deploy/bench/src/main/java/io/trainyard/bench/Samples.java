package io.trainyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.stat.StatUtils;

/** Numbers measured one after the other. */
final class Samples {
    private static final int PERCENT = 100;

    private final java.util.List<Double> values = new java.util.ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        return percentile(PERCENT / 2.0);
    }

    double least() {
        return StatUtils.min(array());
    }

    private double percentile(double percent) {
        return StatUtils.percentile(array(), percent);
    }

    private double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double median(double[] values) {
        return StatUtils.percentile(values, PERCENT / 2.0);
    }

    static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
