package io.trainyard.contract.api;

import io.trainyard.contract.message.EvaluationReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A split as it was measured.
 *
 * @param matrix row = true class, column = predicted class, counts
 * @param report null where the trainer made none
 */
public record EvaluationView(
        String split,
        int attempt,
        long step,
        double lossNats,
        double accuracy,
        List<String> classes,
        List<List<Long>> matrix,
        @Nullable EvaluationReport report) {}
