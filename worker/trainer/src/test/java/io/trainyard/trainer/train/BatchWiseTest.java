package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.augment.BatchTransform;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.fetch.NoNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchWiseTest {
    @TempDir private Path folder;

    @Test
    void isTakenFromTheEndOfTheList() {
        // Given
        ExperimentSpec mixing = bound("horizontal_flip", "cutmix");
        ExperimentSpec plain = bound("horizontal_flip");

        // Then
        assertThat(BatchWise.isIn(mixing)).isTrue();
        assertThat(BatchWise.others(mixing))
                .extracting(ComponentSpec::kind)
                .containsExactly("horizontal_flip");
        assertThat(BatchWise.mixer(mixing)).isNotSameAs(BatchTransform.NONE);
        assertThat(BatchWise.isIn(plain)).isFalse();
        assertThat(BatchWise.others(plain)).isEqualTo(plain.augmentation());
        assertThat(BatchWise.mixer(plain)).isSameAs(BatchTransform.NONE);
    }

    /** Specs that no validator saw do not mix twice, or images that are not in a batch yet. */
    @Test
    void isRefusedAnywhereElse() {
        for (ExperimentSpec spec :
                List.of(bound("mixup", "horizontal_flip"), bound("mixup", "cutmix"))) {
            assertThatThrownBy(() -> BatchWise.others(spec))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "augmentation 'mixup' mixes whole batches, once: only the last of the list can");
        }
    }

    /** 1,437 images in batches of 359: the fifth has one. */
    @Test
    void trainingMixesAsOftenAsItIsTold() throws IOException {
        // When
        Map<String, Double> plain = train("plain", "[]");
        Map<String, Double> never = train("never", "[{'kind': 'mixup', 'probability': 0}]");
        Map<String, Double> mixed = train("mixed", "['mixup']");
        Map<String, Double> cut = train("cut", "['cutmix']");

        // Then
        assertThat(never).isEqualTo(plain);
        assertThat(mixed.get("train.loss")).isNotEqualTo(plain.get("train.loss"));
        assertThat(mixed.get("test.loss")).isNotEqualTo(plain.get("test.loss"));
        assertThat(cut.get("test.loss"))
                .isNotEqualTo(plain.get("test.loss"))
                .isNotEqualTo(mixed.get("test.loss"));
    }

    private Map<String, Double> train(String name, String augmentation) throws IOException {
        ObjectNode spec = Specs.digits();
        JsonNode list = Specs.of("{'list': %s}".formatted(augmentation).replace('\'', '"'));
        spec.set("augmentation", list.path("list"));
        ((ObjectNode) spec.path("training")).put("epochs", 1).put("batchSize", 359);
        List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
        InstantSource clock = InstantSource.system();
        try (ExecutorService decoders = Executors.newFixedThreadPool(2)) {
            RunEvent.Terminal end =
                    new Attempt(
                                    Specs.start(
                                            spec,
                                            Files.createDirectory(folder.resolve(name)),
                                            null),
                                    new Machine(1, decoders, 1 << 30, NoNetwork.files(), clock),
                                    events::add,
                                    new StopSignal(clock))
                            .run();
            assertThat(end).isInstanceOf(Finished.class);
        }
        EpochEnded epoch =
                events.stream()
                        .filter(EpochEnded.class::isInstance)
                        .map(EpochEnded.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(epoch.step()).isEqualTo(5);
        return Map.of(
                "train.loss", epoch.values().getOrDefault("train.loss", Double.NaN),
                "test.loss", epoch.values().getOrDefault("test.loss", Double.NaN));
    }

    /** A spec with that list, bound without being checked. */
    private static ExperimentSpec bound(String... augmentations) {
        SpecValidator validator = new SpecValidator(Components.catalogue());
        ObjectNode complete = validator.validate(Specs.digits()).tree();
        var list = complete.putArray("augmentation");
        for (String each : augmentations) {
            ObjectNode alone = Specs.digits();
            alone.putArray("augmentation").add(each);
            list.add(validator.validate(alone).tree().at("/augmentation/0"));
        }
        return SpecValidator.bind(complete);
    }
}
