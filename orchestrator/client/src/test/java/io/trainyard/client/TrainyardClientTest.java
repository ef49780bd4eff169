package io.trainyard.client;

import static io.trainyard.client.FakeServer.problem;
import static io.trainyard.client.FakeServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.StreamItem;
import io.trainyard.contract.spec.Problem;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrainyardClientTest {
    private final FakeServer server;
    private final TrainyardClient client;

    TrainyardClientTest() throws IOException {
        server = new FakeServer();
        client = new TrainyardClient(server.url(), "secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void submitsWithTokenAndIdempotencyKey() {
        // Given
        server.onJson("POST /api/runs", Runs.run(Runs.ID, RunState.PENDING, Map.of()));

        // When
        var run = client.submit("name: quick", "key-1");

        // Then
        assertThat(run.id()).isEqualTo(Runs.ID);
        var request = server.requests().getFirst();
        assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
        assertThat(request.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(request.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(request.body()).asString().isEqualTo("name: quick");
    }

    @Test
    void handsOnEveryProblemOfASpec() {
        // Given
        var problems =
                List.of(new Problem("kind", null, "no kind"), new Problem("name", null, "no name"));
        server.on(
                "POST /api/runs",
                problem(
                        new ProblemDetail(
                                "urn:trainyard:problem:spec-invalid",
                                "Bad",
                                400,
                                "bad",
                                problems)));

        // When
        assertThatThrownBy(() -> client.submit("{}", "key"))
                // Then
                .asInstanceOf(type(ServerProblemException.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("spec-invalid");
                    assertThat(refused.problem().problems()).isEqualTo(problems);
                });
    }

    @Test
    void countsAServerThatCannotServeAsUnreachable() {
        // Given
        server.on("GET /api/runs?limit=1", problem(503, "database-unavailable", "no database"));

        // When
        assertThatThrownBy(() -> client.runs(1))
                // Then
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining("no database");
    }

    @Test
    void saysWhichServerDoesNotAnswer() {
        // Given
        URI nobody = server.url();
        server.close();

        // When
        assertThatThrownBy(() -> client.runs(1))
                // Then
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    void takesTheOnlyRunThatBeginsSo() {
        // Given
        var run = Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of());
        server.onJson("GET /api/runs?limit=2&id=0a1b2c3d", new RunPage(List.of(run), null))
                .onJson("GET /api/runs/" + Runs.ID, run);

        // When
        var found = client.run("0A1B2C3D");

        // Then
        assertThat(found.id()).isEqualTo(Runs.ID);
    }

    @Test
    void refusesABeginningOfTwoRuns() {
        // Given
        var one = Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of());
        var other = Runs.run(Runs.OTHER, RunState.SUCCEEDED, Map.of());
        server.onJson("GET /api/runs?limit=2&id=0a", new RunPage(List.of(one, other), null));

        // When
        assertThatThrownBy(() -> client.run("0a"))
                // Then
                .isInstanceOf(ServerProblemException.class)
                .hasMessage("'0a' begins more than one run's id; give more of it");
    }

    @Test
    void doesNotAskForARunWhoseNameIsNoId() {
        // When
        assertThatThrownBy(() -> client.run("../workers"))
                // Then
                .isInstanceOf(ServerProblemException.class)
                .hasMessage("there is no run '../workers'");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void continuesAStreamWhereItBroke() throws Exception {
        // Given
        String first = event(7, new StreamItem.StateChanged(Runs.ID, Runs.AT, RunState.LEASED, 1));
        String second =
                event(9, new StreamItem.StateChanged(Runs.ID, Runs.AT, RunState.SUCCEEDED, 1));
        server.on(
                "GET /api/events?run=" + Runs.ID,
                text("text/event-stream", ": hello\n\n" + first + "id: 8\ndata: half of an ev"),
                text("text/event-stream", second));
        var seen = new ArrayList<RunState>();

        // When
        client.follow(
                Runs.ID,
                item -> {
                    RunState state = ((StreamItem.StateChanged) item).state();
                    seen.add(state);
                    return !state.isTerminal();
                });

        // Then
        assertThat(seen).containsExactly(RunState.LEASED, RunState.SUCCEEDED);
        assertThat(server.requests().getFirst().header("Last-Event-ID")).isEmpty();
        assertThat(server.requests().getLast().header("Last-Event-ID")).isEqualTo("7");
    }

    @Test
    void endsAStreamThatTheServerRefuses() {
        // When
        assertThatThrownBy(() -> client.follow(Runs.ID, item -> true))
                // Then
                .isInstanceOf(ServerProblemException.class);
    }

    private static String event(long id, StreamItem item) throws IOException {
        String data = Wire.json().writerFor(StreamItem.class).writeValueAsString(item);
        return "id: %d\nevent: state\ndata: %s\n\n".formatted(id, data);
    }
}
