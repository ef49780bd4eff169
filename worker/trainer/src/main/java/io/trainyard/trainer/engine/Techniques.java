package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import org.jspecify.annotations.Nullable;

/**
 * What a training program does beyond the plain step.
 *
 * @param computation number format of the step
 * @param scalesLoss whether the loss is scaled against underflow (torch.amp.GradScaler)
 * @param averaging of the weights
 * @param distillation null to learn from labels alone
 */
public record Techniques(
        Computation computation,
        boolean scalesLoss,
        Averaging averaging,
        @Nullable Distillation distillation) {
    /** The plain step. */
    public static final Techniques NONE =
            new Techniques(Computation.FULL, false, Averaging.NONE, null);

    /** What averaged weights are kept for. */
    public enum Averaging {
        /** None are kept. */
        NONE,
        /** They are what is evaluated and stored as the model. */
        EVALUATED,
        /** They are kept beside the weights until {@link TrainableNetwork#takeAverage}. */
        APART
    }

    /**
     * Hinton, Vinyals, Dean 2015: {@code alpha T^2 KL(teacher at T || student at T) + (1 - alpha)
     * loss}.
     *
     * @param teacher in evaluation mode, of the same classes
     * @param temperature T
     */
    public record Distillation(Network teacher, double temperature, double alpha) {}
}
