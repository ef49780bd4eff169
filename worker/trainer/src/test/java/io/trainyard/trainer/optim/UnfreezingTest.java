package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.Update.Clipping;
import io.trainyard.trainer.engine.Update.Group;
import io.trainyard.trainer.engine.UpdateRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link SoftmaxRegression} in PyTorch 2.13: three steps of the bias alone, then three of both
 * after {@code add_param_group} with the weight. Values of weight[0][0], weight[2][1] and bias[2].
 */
class UnfreezingTest {
    private static final int STEPS = 3;

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(
                        "sgd",
                        of("sgd", 0.1).put("momentum", 0.9).put("dampening", 0.3),
                        0.0999891014270962,
                        -0.4675655555312657,
                        0.5151219256964591),
                Arguments.of(
                        "adam",
                        of("adam", 0.1),
                        0.12188297069278757,
                        -0.5695404497721797,
                        0.8725688603412647),
                Arguments.of(
                        "rmsprop",
                        of("rmsprop", 0.01).put("momentum", 0.5).put("centered", true),
                        0.0885307612882331,
                        -0.5950390100757351,
                        0.8037511316341146));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stateStaysAndWhatIsNewBeginsAsInTorch(
            String name, ObjectNode parameters, double first, double middle, double last) {
        // Given
        UpdateRule rule = Optimizers.REGISTRY.named(name).rule(parameters);
        double rate = parameters.path("learningRate").asDouble();
        Group bias = new Group(Set.of("fc.bias"), 0, rule);
        Group weight = new Group(Set.of("fc.weight"), 0, rule);

        try (LinearTraining frozen =
                        new LinearTraining(
                                new Update(List.of(bias), 1, Clipping.NONE, false),
                                Set.of("fc.weight"));
                LinearTraining both =
                        new LinearTraining(
                                new Update(List.of(bias, weight), 1, Clipping.NONE, false))) {
            // When
            train(frozen, rate);
            both.takeOver(frozen);
            train(both, rate);

            // Then
            double[] after = both.parameters();
            assertThat(new double[] {after[0], after[9], after[14]})
                    .containsExactly(new double[] {first, middle, last}, within(1e-9));
        }
    }

    private static void train(LinearTraining training, double rate) {
        for (int step = 0; step < STEPS; step++) {
            assertThat(training.step(rate)).isPositive();
        }
    }

    private static ObjectNode of(String name, double learningRate) {
        return Parameters.defaults(Optimizers.REGISTRY.named(name).descriptor())
                .put("learningRate", learningRate);
    }
}
