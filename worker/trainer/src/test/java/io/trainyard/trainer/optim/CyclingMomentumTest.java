package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ParameterCheck;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.Update.Clipping;
import io.trainyard.trainer.engine.Update.Group;
import io.trainyard.trainer.engine.UpdateRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link SoftmaxRegression} under OneCycleLR(max_lr=0.1, total_steps=6) in PyTorch 2.13. */
class CyclingMomentumTest {
    private static final double[] RATES = {
        0.0040000000000000036,
        0.09944154354509119,
        0.0811745653949763,
        0.046263710266697504,
        0.01334775301888306,
        4e-07
    };
    private static final double[] MOMENTA = {
        0.95, 0.8505584586887436, 0.8688255099070633, 0.9037365046793212, 0.9366525935914912, 0.95
    };

    /** The values of weight[0][0], weight[2][1] and bias[2] after the six steps. */
    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(
                        "sgd",
                        of("sgd"),
                        0.011282005268190039,
                        -0.5190544913847165,
                        0.4026416601195604),
                Arguments.of(
                        "sgd",
                        of("sgd")
                                .put("momentum", 0.9)
                                .put("nesterov", true)
                                .put("weightDecay", 0.01),
                        -0.08225665651271774,
                        -0.576139410715991,
                        0.4096182493233874),
                Arguments.of(
                        "sgd",
                        of("sgd").put("momentum", 0.9).put("dampening", 0.3),
                        0.09131466884319402,
                        -0.4695794127882317,
                        0.38947796058872375),
                Arguments.of(
                        "adam",
                        of("adam").put("weightDecay", 0.1),
                        0.20807142612949872,
                        -0.4839689080902346,
                        0.5207318640076262),
                Arguments.of(
                        "adamw",
                        of("adamw").put("weightDecay", 0.1),
                        0.1991982844940874,
                        -0.4759638512730468,
                        0.5237294535369781),
                Arguments.of(
                        "rmsprop",
                        of("rmsprop"),
                        -2.9855393944215622,
                        -3.654540279305831,
                        3.6517959241912488));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTorchsSteps(
            String name, ObjectNode parameters, double first, double middle, double last) {
        // Given
        UpdateRule rule = Optimizers.REGISTRY.named(name).rule(parameters, true);

        // When
        double[] after = train(rule);

        // Then
        assertThat(new double[] {after[0], after[9], after[14]})
                .containsExactly(new double[] {first, middle, last}, within(1e-9));
    }

    /**
     * What torch does not have: a momentum that is given each time but never moves is a constant.
     */
    @Test
    void everyOptimizerTakesTheGivenMomentum() {
        for (Optimizer optimizer : Optimizers.REGISTRY.all()) {
            // Given
            ObjectNode parameters = of(optimizer);
            ObjectNode constant = parameters.deepCopy();
            constant.put(constant.has("beta1") ? "beta1" : "momentum", 0.7);

            // When
            double[] given = train(optimizer.rule(parameters, true), 0.7);
            double[] built = train(optimizer.rule(constant, true), 0.7);
            double[] expected = train(optimizer.rule(constant));

            // Then
            assertThat(given).as(optimizer.descriptor().name()).isEqualTo(built);
            assertThat(given).containsExactly(expected, within(1e-12));
        }
    }

    private static double[] train(UpdateRule rule, double... momentum) {
        int places = rule.cyclesMomentum() ? 2 : 1;
        Update update =
                new Update(
                        List.of(new Group(LinearTraining.PARAMETERS, 0, rule)),
                        places,
                        Clipping.NONE,
                        false);
        try (LinearTraining training = new LinearTraining(update)) {
            for (int step = 0; step < RATES.length; step++) {
                double each = momentum.length == 0 ? MOMENTA[step] : momentum[0];
                double loss =
                        places == 2 ? training.step(RATES[step], each) : training.step(RATES[step]);
                assertThat(loss).isPositive();
            }
            return training.parameters();
        }
    }

    private static ObjectNode of(String name) {
        return of(Optimizers.REGISTRY.named(name));
    }

    private static ObjectNode of(Optimizer optimizer) {
        return ParameterCheck.complete(
                optimizer.descriptor(), Wire.json().createObjectNode().put("learningRate", 0.1));
    }
}
