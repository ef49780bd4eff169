package io.trainyard.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsFitTest {
    @Test
    void aFileOfTheSameNetworkFitsWhole() {
        // When
        WeightsFit fit = WeightsFit.of(network(10), tensors(network(10)), Head.AUTO);

        // Then
        assertThat(fit.problems()).isEmpty();
        assertThat(fit.newHead()).isFalse();
        assertThat(fit.loaded()).hasSize(10);
    }

    @Test
    void otherClassCountsMakeANewHeadUnlessItMustBeKept() {
        // Given
        List<TensorBytes> file = tensors(network(1000));

        // When
        WeightsFit auto = WeightsFit.of(network(3), file, Head.AUTO);
        WeightsFit keep = WeightsFit.of(network(3), file, Head.KEEP);

        // Then
        assertThat(auto.newHead()).isTrue();
        assertThat(auto.problems()).isEmpty();
        assertThat(auto.loaded()).hasSize(8);
        assertThat(keep.problems())
                .containsExactly(
                        "'fc3.weight' is (1000, 84), the network's is (3, 84)",
                        "'fc3.bias' is (1000), the network's is (3)");
    }

    @Test
    void aNewHeadIgnoresTheFiles() {
        // When
        WeightsFit fit = WeightsFit.of(network(10), tensors(network(10)), Head.NEW);

        // Then
        assertThat(fit.newHead()).isTrue();
        assertThat(fit.loaded()).hasSize(8).noneMatch(tensor -> tensor.name().startsWith("fc3."));
    }

    @Test
    void everythingThatDoesNotFitIsReportedTogether() {
        // Given
        List<TensorBytes> file = new ArrayList<>(tensors(network(10)));
        file.removeIf(tensor -> tensor.name().equals("conv1.bias"));
        file.removeIf(tensor -> tensor.name().equals("fc1.bias"));
        file.add(TensorBytes.zeros("fc1.bias", ElementType.FLOAT32, TensorShape.of(7)));
        file.add(TensorBytes.zeros("extra", ElementType.FLOAT32, TensorShape.of(2)));
        file.stream()
                .filter(tensor -> tensor.name().equals("fc2.bias"))
                .forEach(tensor -> tensor.set(3, Double.NaN));

        // When
        WeightsFit fit = WeightsFit.of(network(10), file, Head.AUTO);

        // Then
        assertThat(fit.problems())
                .containsExactly(
                        "'conv1.bias' (6) is missing",
                        "'fc1.bias' is (7), the network's is (120)",
                        "'fc2.bias' has a value that is NaN or infinite",
                        "'extra' (2) is unexpected");
    }

    @Test
    void wholeNumbersAreNoWeights() {
        // Given
        List<TensorBytes> file = new ArrayList<>(tensors(network(10)));
        file.removeIf(tensor -> tensor.name().equals("fc1.bias"));
        file.add(TensorBytes.zeros("fc1.bias", ElementType.INT64, TensorShape.of(120)));

        // Then
        assertThat(WeightsFit.of(network(10), file, Head.AUTO).problems())
                .containsExactly("'fc1.bias' holds I64, the network's are floating point");
    }

    @Test
    void auxiliaryHeadsMayBeMissingOnEitherSide() {
        // Given
        Network with = googlenet(true);
        Network without = googlenet(false);

        // When
        WeightsFit dropped = WeightsFit.of(without, tensors(with), Head.AUTO);
        WeightsFit fresh = WeightsFit.of(with, tensors(without), Head.AUTO);

        // Then
        assertThat(dropped.problems()).isEmpty();
        assertThat(dropped.loaded()).hasSize(without.tensors().size());
        assertThat(dropped.notes())
                .hasSize(with.tensors().size() - without.tensors().size())
                .contains("'aux1.fc2.bias' is left out: the network has no auxiliary heads");
        assertThat(fresh.problems()).isEmpty();
        assertThat(fresh.notes())
                .hasSameSizeAs(dropped.notes())
                .contains("'aux2.fc2.bias' is new: the file has no auxiliary heads");
    }

    @Test
    void oldFilesLackTheCountersOfBatchNorm() {
        // Given
        Network network = googlenet(false);
        List<TensorBytes> file =
                tensors(network).stream()
                        .filter(tensor -> !tensor.name().endsWith("num_batches_tracked"))
                        .toList();

        // Then
        assertThat(file).hasSizeLessThan(network.tensors().size());
        assertThat(WeightsFit.of(network, file, Head.AUTO).problems()).isEmpty();
    }

    @Test
    void aVisionTransformerForOtherImagesIsReportedByItsEmbedding() {
        // Given
        Network large = vit(224);
        Network small = vit(64);

        // Then
        assertThat(WeightsFit.of(small, tensors(large), Head.AUTO).problems())
                .containsExactly(
                        "'encoder.pos_embedding' is (1, 197, 192), the network's is (1, 17, 192)");
    }

    private static Network googlenet(boolean auxiliaryHeads) {
        Architecture googlenet = Architectures.REGISTRY.named("googlenet");
        ObjectNode parameters = Parameters.defaults(googlenet.descriptor());
        parameters.put("auxiliaryHeads", auxiliaryHeads);
        return googlenet.build(parameters, TensorShape.of(3, 64, 64), 10);
    }

    private static Network vit(int size) {
        Architecture vit = Architectures.REGISTRY.named("vit_tiny_16");
        return vit.build(Parameters.defaults(vit.descriptor()), TensorShape.of(3, size, size), 10);
    }

    private static Network network(int classes) {
        return Architectures.REGISTRY
                .named("lenet5")
                .build(Wire.json().createObjectNode(), TensorShape.of(1, 28, 28), classes);
    }

    private static List<TensorBytes> tensors(Network network) {
        return network.tensors().stream().map(WeightsFitTest::tensor).toList();
    }

    private static TensorBytes tensor(TensorSpec spec) {
        return TensorBytes.zeros(spec.name(), ElementType.FLOAT32, spec.shape());
    }
}
