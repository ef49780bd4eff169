package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.Failed;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.Normalisation;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.fetch.FileCache;
import io.trainyard.trainer.fetch.TlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteWeightsTest {
    @TempDir private Path folder;

    @Test
    void weightsAreFetchedOnceAndNeverWithAnotherChecksum() throws Exception {
        // Given
        try (TlsServer server = new TlsServer(folder)) {
            List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
            ObjectNode training = Specs.digits();
            training.withObject("training").put("epochs", 1);
            Finished trained = (Finished) run(training, server, events, "training");
            String checkpoint =
                    events.stream()
                            .filter(CheckpointWritten.class::isInstance)
                            .map(event -> ((CheckpointWritten) event).directory())
                            .reduce((_, last) -> last)
                            .orElseThrow();
            byte[] weights = Files.readAllBytes(Path.of(checkpoint, Checkpoints.MODEL));
            String checksum = sha256(weights);
            server.serve("/whole", weights);
            server.serve("/cut", Arrays.copyOf(weights, weights.length / 2));

            // When
            RunEvent.Terminal fetched =
                    run(evaluation(server, "/whole", checksum), server, events, "fetched");
            RunEvent.Terminal wrong =
                    run(evaluation(server, "/whole", "0".repeat(64)), server, events, "wrong");
            RunEvent.Terminal cached =
                    run(evaluation(server, "/whole", checksum), server, events, "cached");
            RunEvent.Terminal cut =
                    run(evaluation(server, "/cut", sha256(new byte[] {1})), server, events, "cut");

            // Then
            assertThat(fetched).isEqualTo(new Finished(0, trained.values()));
            assertThat(cached).isEqualTo(fetched);
            assertThat(List.of(wrong, cut))
                    .allSatisfy(end ->
                            assertThat(end)
                                    .isInstanceOfSatisfying(
                                            Failed.class,
                                            failed ->
                                                    assertThat(failed.kind())
                                                            .isEqualTo(FailureKind.FETCH_FAILED)));
        }
    }

    @Test
    void weightsByNameBringTheirSizeAndNormalisation() throws SpecException {
        // Then
        assertThat(Plan.inputSize(finetuning("vit_b_16", "imagenet-swag-v1"))).isEqualTo(384);
        assertThat(Plan.normalisation(finetuning("vit_b_16", "imagenet-v1")))
                .isEqualTo(new Normalisation.ImageNet());
        assertThat(Plan.normalisation(finetuning("googlenet", "imagenet-v1")))
                .isEqualTo(
                        new Normalisation.Channels(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
        assertThat(Plan.normalisation(finetuning("resnet18", "/a.pth")))
                .isEqualTo(new Normalisation.Unit());
    }

    private static ExperimentSpec finetuning(String architecture, String weights)
            throws SpecException {
        ObjectNode spec = Specs.digits().put("kind", "finetune");
        spec.putObject("model").put("architecture", architecture).put("weights", weights);
        return new SpecValidator(Components.catalogue()).validate(spec).spec();
    }

    private static ObjectNode evaluation(TlsServer server, String path, String checksum) {
        ObjectNode spec =
                Specs.of("{\"name\": \"e\", \"kind\": \"evaluate\", \"dataset\": \"digits\"}");
        spec.putObject("model")
                .put("architecture", "lenet5")
                .put("weights", server.address(path) + "#sha256=" + checksum);
        return spec;
    }

    private RunEvent.Terminal run(
            ObjectNode spec, TlsServer server, List<RunEvent> events, String name)
            throws IOException {
        InstantSource clock = InstantSource.system();
        FileCache files =
                new FileCache(
                        folder.resolve("cache"), server.download(1 << 20, Duration.ofSeconds(5)));
        try (ExecutorService decoders = Executors.newFixedThreadPool(2)) {
            return new Attempt(
                            Specs.start(spec, Files.createDirectories(folder.resolve(name)), null),
                            new Machine(1, decoders, 1 << 28, files, clock),
                            events::add,
                            new StopSignal(clock))
                    .run();
        }
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
