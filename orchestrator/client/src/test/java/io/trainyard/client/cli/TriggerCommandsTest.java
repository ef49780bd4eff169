package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trainyard.client.FakeServer;
import io.trainyard.client.Runs;
import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.DryRunView.Step;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.TriggerView;
import io.trainyard.contract.spec.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trigger commands against a server that the data folder names. */
final class TriggerCommandsTest {
    private static final DecisionView FIRED =
            new DecisionView(
                    7,
                    "pets",
                    "sha256:0123456789abcdef0123456789abcdef",
                    Runs.AT,
                    Runs.AT,
                    Decision.FIRED,
                    "the images\u001b[2J changed: 3 now, +1",
                    Runs.AT,
                    Runs.ID,
                    1);

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeServer server;

    TriggerCommandsTest() throws IOException {
        server = new FakeServer();
    }

    @BeforeEach
    void writeServerFile() throws IOException {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"url\":\"%s\",\"kafka\":\"\",\"children\":[]}".formatted(server.url()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void addShowsTheSecretAndWhereToDeliver() throws IOException {
        // Given
        server.onJson("POST /api/triggers", trigger("webhook", null, null, "whsec_c2VjcmV0"));

        // When
        int status = trainyard("add", file("name: pets\nwhen: {kind: webhook}\n"));

        // Then
        assertThat(status).isZero();
        assertThat(out())
                .isEqualTo(
                        """
                        trigger pets added
                        deliver to %s/api/triggers/pets/deliveries
                        secret, shown this once: whsec_c2VjcmV0
                        """
                                .formatted(server.url()));
        assertThat(server.requests().getFirst().body())
                .asString()
                .isEqualTo("{\"name\":\"pets\",\"when\":{\"kind\":\"webhook\"}}");
    }

    @Test
    void addNeedsItsVariables() throws IOException {
        // When
        int status = trainyard("add", file("when: {path: \"${NO_SUCH_VARIABLE_HERE}\"}"));

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("when.path", "NO_SUCH_VARIABLE_HERE");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void addSaysEverythingThatIsWrong() throws IOException {
        // Given
        var problems =
                List.of(
                        new Problem("when.kind", null, "when.kind is missing"),
                        new Problem("spec.kind", null, "spec.kind is missing"));
        server.on(
                "POST /api/triggers",
                FakeServer.problem(
                        new ProblemDetail(
                                "urn:trainyard:problem:spec-invalid", "Bad", 400, "b", problems)));

        // When
        int status = trainyard("add", file("name: pets"));

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("when.kind is missing\nspec.kind is missing\n");
    }

    @Test
    void listShowsWhatHappenedLast() {
        // Given
        server.onJson(
                "GET /api/triggers",
                List.of(trigger("class_folder", Runs.AT.plusSeconds(30), FIRED, null)));

        // When
        int status = trainyard("list");

        // Then
        assertThat(status).isZero();
        assertThat(out())
                .isEqualTo(
                        """
                        TRIGGER  KIND          FIRED  NEXT                  LAST
                        pets     class_folder  1      2026-01-01T00:00:30Z  fired 2026-01-01T00:00:00Z
                        """);
    }

    @Test
    void showGivesEachDecisionItsReasonAndNoControlCharacters() {
        // Given
        server.onJson("GET /api/triggers/pets", trigger("class_folder", Runs.AT, FIRED, null))
                .onJson(
                        "GET /api/decisions?trigger=pets&limit=20",
                        new DecisionPage(List.of(FIRED), null));

        // When
        int status = trainyard("show", "pets");

        // Then
        assertThat(status).isZero();
        assertThat(out())
                .contains("fired  0a1b2c3d    sha256:0123456789abcdef012345...  the images [2J")
                .contains("cooldown   1h")
                .doesNotContain("\u001b");
    }

    @Test
    void dryRunEndsWithOneWhereTheLedgerSaysOtherwise() {
        // Given
        var step = new Step("msg-1", Runs.AT, Decision.FIRED, "no debounce", Decision.SUPPRESSED);
        server.onJson(
                "GET /api/triggers/pets/dry-run",
                new DryRunView("pets", List.of(step), false, List.of()));

        // When
        int status = trainyard("dry-run", "pets");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(out())
                .isEqualTo(
                        "2026-01-01T00:00:00Z  fired (recorded: suppressed)  msg-1  no debounce\n");
    }

    @Test
    void dryRunOfAFileShowsComingTicks() throws IOException {
        // Given
        server.onJson(
                "POST /api/triggers/dry-run",
                new DryRunView("nightly", List.of(), true, List.of(Runs.AT)));

        // When
        int status = trainyard("dry-run", file("name: nightly"));

        // Then
        assertThat(status).isZero();
        assertThat(out()).isEqualTo("upcoming: 2026-01-01T00:00:00Z\n");
    }

    @Test
    void removeAsksForNothingButTheName() {
        // Given
        server.on("DELETE /api/triggers/pets", new FakeServer.Answer(204, "", new byte[0]));

        // Then
        assertThat(trainyard("remove", "pets")).isZero();
        assertThat(out()).isEqualTo("trigger pets removed\n");
    }

    @Test
    void nameThatIsNoneIsNotAskedFor() {
        // When
        int status = trainyard("show", "../runs");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    private static TriggerView trigger(
            String kind,
            @Nullable Instant next,
            @Nullable DecisionView last,
            @Nullable String secret) {
        var json = JsonNodeFactory.instance;
        return new TriggerView(
                "pets",
                kind,
                json.objectNode().put("kind", kind),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                json.objectNode().put("name", "pets-run"),
                Runs.AT,
                next,
                last == null ? 0 : 1,
                last,
                secret);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("trigger.yaml"), text).toString();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int trainyard(String... arguments) {
        var all = new ArrayList<String>();
        all.add("trigger");
        all.addAll(List.of(arguments));
        all.add("--data-dir");
        all.add(folder.toString());
        var console =
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        return Trainyard.commandLine(console).execute(all.toArray(String[]::new));
    }
}
