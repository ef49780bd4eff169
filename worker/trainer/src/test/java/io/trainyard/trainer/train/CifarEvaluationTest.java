package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.trainer.fetch.NoNetwork;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole path from JPEG files to accuracy, against what PyTorch gets with the same weights and
 * images.
 */
@EnabledIfEnvironmentVariable(
        named = "TRAINYARD_DATA",
        matches = ".+",
        disabledReason = "needs cifar10-test.zip")
class CifarEvaluationTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "resnet20_cifar, resnet20_cifar-cifar10.safetensors, 0.8103",
        "resnet20_cifar, resnet20_cifar-cifar10.pth, 0.8103",
        "resnet20_cifar, resnet20_cifar-cifar10-legacy.th, 0.8103",
        "resnet32_cifar, resnet32_cifar-cifar10.safetensors, 0.8256",
    })
    void getsTheAccuracyThatPyTorchGets(String architecture, String file, double accuracy) {
        // Given
        Path data = Path.of(System.getenv("TRAINYARD_DATA"));
        Path weights =
                Optional.ofNullable(System.getenv("TRAINYARD_WEIGHTS"))
                        .map(Path::of)
                        .orElseGet(() -> data.resolveSibling("weights"));
        ObjectNode spec =
                Specs.of(
                        "{\"name\": \"cifar\", \"kind\": \"evaluate\", \"input\": {\"normalisation\": \"imagenet\"}}");
        spec.putObject("dataset")
                .put("kind", "class_folder")
                .put("test", data.resolve("cifar10-test.zip").toString());
        spec.putObject("model")
                .put("architecture", architecture)
                .put("weights", weights.resolve(file).toString());

        // When
        try (ExecutorService decoders = Executors.newFixedThreadPool(2)) {
            InstantSource clock = InstantSource.system();
            Machine machine = new Machine(2, decoders, 1 << 30, NoNetwork.files(), clock);
            var end =
                    new Attempt(
                                    Specs.start(spec, folder, null),
                                    machine,
                                    _ -> {},
                                    new StopSignal(clock))
                            .run();

            // Then
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Finished.class,
                            finished ->
                                    assertThat(finished.values().get("test.accuracy"))
                                            .isCloseTo(accuracy, within(0.0005)));
        }
    }
}
