package io.trainyard.contract.api;

import java.util.List;

/**
 * A split as it was measured.
 *
 * @param matrix row = true class, column = predicted class, counts
 */
public record EvaluationView(
        String split,
        int attempt,
        long step,
        double lossNats,
        double accuracy,
        List<String> classes,
        List<List<Long>> matrix) {}
