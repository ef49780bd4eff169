package io.trainyard.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.PinnedNumbers;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture in every format, against the engine that trains it. */
class ExporterTest {
    private static final int CLASSES = 7;

    /** Beyond, the weights alone take seconds: for -Pparity. */
    private static final long QUICK_PARAMETERS = 12_000_000;

    @TempDir private Path folder;

    static Stream<String> quickNames() {
        return names().filter(name -> network(name).parameterCount() <= QUICK_PARAMETERS);
    }

    static Stream<String> slowNames() {
        return names().filter(name -> network(name).parameterCount() > QUICK_PARAMETERS);
    }

    private static Stream<String> names() {
        return Architectures.REGISTRY.all().stream().map(Component::name);
    }

    @BeforeEach
    void prepare() {
        Libtorch.prepareThread(2);
    }

    @ParameterizedTest
    @MethodSource("quickNames")
    void everyFormatGivesTheSourcesLogits(String name) throws IOException {
        // Then
        assertExports(name);
    }

    @Tag("parity")
    @ParameterizedTest
    @MethodSource("slowNames")
    void everyFormatOfLargeNetworksGivesTheSourcesLogits(String name) throws IOException {
        // Then
        assertExports(name);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatDisagreesIsNotPublished(ExportFormat format) throws IOException {
        // Given
        TrainedModel model = model("lenet5");
        List<TensorBytes> wrong = new ArrayList<>(model.weights());
        wrong.set(0, wrong.getFirst().copy());
        wrong.getFirst().set(0, wrong.getFirst().value(0) + 0.1);
        FixedInput input = FixedInput.of(model.network().input());
        Path file = folder.resolve("wrong");
        format.write(
                file,
                new TrainedModel(model.network(), wrong, List.of(), Optional.empty(), Map.of()),
                Map.of());

        // When
        double difference =
                Exporter.difference(
                        SourceLogits.of(model.network(), model.weights(), input),
                        format.logits(file, model, input));

        // Then
        assertThat(difference).isGreaterThan(Exporter.TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void logitsThatAreNoNumbersLeaveNothingBehind(ExportFormat format) throws IOException {
        // Given
        TrainedModel model = model("lenet5");
        model.weights().getFirst().set(0, Double.NaN);
        Path target = folder.resolve("model");
        Files.writeString(target, "what was there");

        // Then
        assertThatThrownBy(() -> Exporter.export(model, format, target))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(format.word())
                .hasMessageContaining("nothing was written");
        assertThat(target).hasContent("what was there");
        assertThat(folder).isDirectoryContaining(target::equals);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void differenceIsRelativeToTheLargestLogit() {
        // Then
        assertThat(Exporter.difference(new double[] {1, -4}, new double[] {1.5, -4}))
                .isEqualTo(0.125);
        assertThat(Exporter.difference(new double[] {1}, new double[] {1, 2})).isNaN();
    }

    private void assertExports(String name) throws IOException {
        TrainedModel model = model(name);
        for (ExportFormat format : ExportFormat.values()) {
            Path target = folder.resolve(name + "." + format.word());
            assertThat(Exporter.export(model, format, target))
                    .as(format.word())
                    .isLessThanOrEqualTo(1e-4);
            assertThat(target).isNotEmptyFile();
            Files.delete(target);
        }
    }

    private static TrainedModel model(String name) {
        Network network = network(name);
        return new TrainedModel(
                network,
                new PinnedNumbers("export").weights(network),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /** With few classes and the smallest of some sizes. */
    private static Network network(String name) {
        Architecture architecture = Architectures.REGISTRY.named(name);
        return IntStream.concat(IntStream.of(32, 64, 96), IntStream.of(architecture.inputSize()))
                .mapToObj(size -> network(architecture, size))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Network> network(Architecture architecture, int size) {
        try {
            return Optional.of(
                    architecture.build(
                            Parameters.defaults(architecture.descriptor()),
                            TensorShape.of(architecture.inputChannels(), size, size),
                            CLASSES));
        } catch (InvalidNetworkException tooSmall) {
            return Optional.empty();
        }
    }
}
