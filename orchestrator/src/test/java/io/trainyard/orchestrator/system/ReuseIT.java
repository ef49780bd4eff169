package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class ReuseIT {
    private final Api api = new Api();

    @Test
    void finishedRunIsTheAnswerToTheSameSpec() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given a seed that no other test has
            String seed = Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits()));
            String spec =
                    Api.spec(worker.pool(), "").replace("epochs: 2", "epochs: 2, seed: " + seed);
            RunView first = submit(spec).as(RunView.class);
            RunView unfinished = submit(spec).as(RunView.class);
            api.post("/api/runs/" + unfinished.id() + "/cancel");
            finish(worker, first.id());

            // When
            Reply again =
                    submit(
                            spec.replace("name: test", "name: other\ntags: [night]")
                                    .replace("{pool:", "{priority: 3, pool:"));
            Reply changed = submit(spec.replace("epochs: 2", "epochs: 3"));
            Reply unasked = api.send(api.submission(spec));

            // Then
            assertThat(first.reuse()).isNotNull();
            assertThat(unfinished.id()).isNotEqualTo(first.id());
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.as(RunView.class).id()).isEqualTo(first.id());
            assertThat(reuse(again).reused()).isTrue();
            assertThat(changed.status()).isEqualTo(201);
            assertThat(reuse(changed).reused()).isFalse();
            assertThat(unasked.status()).isEqualTo(201);
        }
    }

    @Test
    void otherBytesAreOtherData() throws IOException {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            Path folder = Files.createTempDirectory(Stack.dataRoot(), "reuse");
            Path image = Files.createDirectories(folder.resolve("cat")).resolve("1.png");
            Files.writeString(image, "one");
            String spec = folderSpec(worker, folder);
            UUID first = submit(spec).as(RunView.class).id();
            finish(worker, first);

            // When the file is written anew with the same content, then with another
            Files.writeString(image, "one");
            Reply same = submit(spec);
            Files.writeString(image, "two");
            Reply other = submit(spec);

            // Then
            assertThat(same.as(RunView.class).id()).isEqualTo(first);
            assertThat(other.status()).isEqualTo(201);
        }
    }

    @Test
    void dataThatCannotBeSeenIsNoReasonToRefuse() throws IOException {
        // Given a folder that is not below a data root
        Path folder = Files.createTempDirectory("elsewhere");
        try (TestWorker worker = new TestWorker()) {
            // When
            Reply reply = submit(folderSpec(worker, folder));

            // Then
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reuse(reply).reused()).isFalse();
            assertThat(reuse(reply).explanation()).contains("data roots");
        } finally {
            Files.delete(folder);
        }
    }

    private static String folderSpec(TestWorker worker, Path folder) {
        return Api.spec(worker.pool(), "")
                .replace(
                        "dataset: digits",
                        "dataset: {kind: class_folder, train: %s, validationFraction: 0.5}"
                                .formatted(folder));
    }

    private void finish(TestWorker worker, UUID run) {
        int attempt = api.claim(run, worker.name()).attempt();
        worker.send(run, attempt, 1, Events.finished(20));
        api.await(run, RunState.SUCCEEDED);
    }

    private Reply submit(String spec) {
        return api.send(
                api.request("/api/runs?reuse=true")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(spec)));
    }

    private static RunView.Reuse reuse(Reply reply) {
        return Objects.requireNonNull(reply.as(RunView.class).reuse());
    }
}
