package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.TriggerView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A trigger of a test's own, in a pool of its own, over the interface that users have. */
final class TriggerFixture {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final String name = "trigger-" + UUID.randomUUID();

    TriggerFixture(Api api) {
        this.api = api;
    }

    String name() {
        return name;
    }

    /** Also the pool of its runs. */
    String pool() {
        return "pool-" + name.substring("trigger-".length());
    }

    /**
     * A definition.
     *
     * @param when such as {@code "{kind: webhook}"}
     * @param rest further lines
     */
    String definition(String when, String... rest) {
        return """
        name: %s
        when: %s
        %s
        spec:
          name: nightly
          kind: train
          dataset: digits
          model: {architecture: lenet5}
          optimizer: {kind: sgd, learningRate: 0.05}
          training: {epochs: 2}
          resources: {pool: %s}
          tags: [mine]
        """
                .formatted(name, when, String.join("\n", rest), pool());
    }

    Reply post(String definition) {
        return api.send(yaml("/api/triggers", definition));
    }

    HttpRequest.Builder yaml(String path, String text) {
        return api.request(path)
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(text));
    }

    /** Adds it, and returns the answer. */
    TriggerView add(String when, String... rest) {
        Reply reply = post(definition(when, rest));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(201);
        return reply.as(TriggerView.class);
    }

    TriggerView view() {
        return api.get("/api/triggers/" + name).as(TriggerView.class);
    }

    void remove() {
        assertThat(api.send(api.request("/api/triggers/" + name).DELETE()).status()).isEqualTo(204);
    }

    /** Its ledger, newest first. */
    List<DecisionView> decisions() {
        return api.get("/api/decisions?limit=500&trigger=" + name)
                .as(DecisionPage.class)
                .decisions();
    }

    /** Waits for a ledger. */
    List<DecisionView> awaitDecisions(Predicate<List<DecisionView>> wanted) {
        return Awaitility.await("the ledger of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::decisions, wanted);
    }

    /** Waits until a watched folder was looked at once more from now on, and to the end. */
    void awaitLook() {
        Object before = look();
        Awaitility.await("a look of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ((Number) look()).longValue() > ((Number) before).longValue() + 1);
    }

    private Object look() {
        return Rows.read("SELECT look FROM trigger WHERE name = ? ORDER BY created_at DESC", name)
                .getFirst();
    }

    long runs() {
        return Rows.count("SELECT count(*) FROM run WHERE pool = ?", pool());
    }

    /** A folder of class folders for it to watch, with one image. */
    Path folder() {
        Path folder = Stack.dataRoot().resolve(name);
        image(folder, "cat/1.png", "first");
        return folder;
    }

    static void image(Path folder, String path, String content) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.resolveSibling(""));
            // In one move, as a careful copy does.
            Path draft = Files.createTempFile(Stack.dataRoot(), "image", ".part");
            Files.write(draft, content.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
