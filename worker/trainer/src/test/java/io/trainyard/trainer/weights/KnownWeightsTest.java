package io.trainyard.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.spec.Normalisation;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.fetch.RemoteFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class KnownWeightsTest {
    static final List<KnownWeights> ALL = KnownWeights.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void everyOneIsOfARegisteredNetworkAndHasAChecksum(KnownWeights weights) {
        // Then
        assertThat(Architectures.REGISTRY.named(weights.architecture()).classes()).isEqualTo(1000);
        assertThat(RemoteFile.parse(weights.address()).checksum().hex()).hasSize(8);
        assertThat(weights.resize()).isGreaterThanOrEqualTo(weights.size());
        assertThat(KnownWeights.of(weights.architecture(), weights.name())).contains(weights);
    }

    /** torchvision.models.ResNet50_Weights.IMAGENET1K_V2, 0.28. */
    @Test
    void theyAreThoseOfTorchvision() {
        // When
        KnownWeights weights = KnownWeights.of("resnet50", "imagenet-v2").orElseThrow();

        // Then
        assertThat(weights.address())
                .isEqualTo("https://download.pytorch.org/models/resnet50-11ad3fa6.pth");
        assertThat(weights.size()).isEqualTo(224);
        assertThat(weights.resize()).isEqualTo(232);
        assertThat(weights.normalisation()).isEqualTo(new Normalisation.ImageNet());
    }

    @Test
    void pathsAndAddressesAreNoNames() {
        // Then
        assertThat(KnownWeights.of("resnet50", "/weights/imagenet-v1")).isEmpty();
        assertThat(KnownWeights.of("resnet50", "file:imagenet-v1")).isEmpty();
        assertThat(KnownWeights.of("resnet50", "https://example.org/a.pth")).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        // Then
        assertThatThrownBy(() -> KnownWeights.of("resnet50", "imagenet"))
                .hasMessageContaining("known: [imagenet-v1, imagenet-v2]");
        assertThatThrownBy(() -> KnownWeights.of("lenet5", "imagenet-v1"))
                .hasMessageContaining("known: []");
    }

    @Test
    void imageNetHasAThousandNames() {
        // Then: torchvision.models._meta._IMAGENET_CATEGORIES
        assertThat(KnownWeights.imageNetClasses()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(KnownWeights.imageNetClasses().getFirst()).isEqualTo("tench");
        assertThat(KnownWeights.imageNetClasses().get(207)).isEqualTo("golden retriever");
        assertThat(KnownWeights.imageNetClasses().getLast()).isEqualTo("toilet tissue");
    }
}
