package io.trainyard.client.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
    @Test
    void changesMakeOnePatch() {
        assertThat(
                        Changes.read(
                                List.of(
                                        "training.epochs=20",
                                        "training.seed=3",
                                        "optimizer={kind: adam, learningRate: 0.001}",
                                        "name=a=b",
                                        "resources.timeLimit=null")))
                .isEqualTo(
                        SpecReader.read(
                                "{training: {epochs: 20, seed: 3}, optimizer: {kind: adam, learningRate: 0.001}, name: a=b, resources: {timeLimit: null}}"));
    }

    @Test
    void everythingThatIsNoChangeIsTold() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Changes.read(List.of("epochs", "a..b=1", "name=[", "seed=1")))
                .satisfies(refused ->
                        assertThat(refused.problems())
                                .extracting(problem -> problem.message())
                                .satisfiesExactly(
                                        first -> assertThat(first).contains("--set 'epochs'"),
                                        second -> assertThat(second).contains("--set 'a..b=1'"),
                                        third -> assertThat(third).contains("--set 'name=['")));
    }
}
