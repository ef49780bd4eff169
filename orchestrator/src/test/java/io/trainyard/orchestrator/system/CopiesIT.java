package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.BulkAnswer;
import io.trainyard.contract.api.BulkAnswer.Item;
import io.trainyard.contract.api.BulkRequest;
import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.spec.Problem;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs made from others, and one action for many. */
@OrchestratorTest
class CopiesIT {
    private final Api api = new Api();
    private final String pool = "pool-" + UUID.randomUUID();

    @Test
    void retryOfAnEndedRunIsANewRunOfItsSpec() {
        // Given
        UUID run = api.submit(pool, ", priority: 3");
        assertThat(api.post("/api/runs/" + run + "/retry").problem()).isEqualTo("not-ended");
        api.post("/api/runs/" + run + "/cancel");

        // When
        Reply reply = api.post("/api/runs/" + run + "/retry");

        // Then
        RunView again = reply.as(RunView.class);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(again.id()).isNotEqualTo(run);
        assertThat(again.origin()).isEqualTo(run);
        assertThat(again.state()).isEqualTo(RunState.PENDING);
        assertThat(spec(again.id())).isEqualTo(spec(run));
        assertThat(api.run(run).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void cloneIsTheSpecWithChanges() {
        // Given
        UUID run = api.submit(pool);

        // When
        Reply reply =
                clone(run, "{training: {epochs: 20}, optimizer: {kind: adam, learningRate: 0.01}}");

        // Then
        RunView clone = reply.as(RunView.class);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(clone.origin()).isEqualTo(run);
        JsonNode spec = spec(clone.id());
        assertThat(spec.at("/training/epochs").asInt()).isEqualTo(20);
        assertThat(spec.at("/training/batchSize")).isEqualTo(spec(run).at("/training/batchSize"));
        assertThat(spec.at("/optimizer/kind").asText()).isEqualTo("adam");
    }

    @Test
    void everyProblemOfTheChangedSpecIsTold() {
        // When
        Reply reply = clone(api.submit(pool), "{training: {epochs: 0}, model: {architecture: x}}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.as(ProblemDetail.class).problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("training.epochs", "model.architecture");
        assertThat(clone(UUID.randomUUID(), "{}").problem()).isEqualTo("not-found");
    }

    @Test
    void eachRunOfABulkActionHasItsOwnAnswer() {
        // Given
        UUID waiting = api.submit(pool);
        UUID ended = api.submit(pool);
        api.post("/api/runs/" + ended + "/cancel");
        UUID unknown = UUID.randomUUID();

        // When
        List<Item> items =
                bulk(new BulkRequest(Action.PAUSE, List.of(waiting, ended, unknown), null));

        // Then
        assertThat(items).extracting(Item::run).containsExactly(waiting, ended, unknown);
        assertThat(items)
                .extracting(Item::state)
                .containsExactly(RunState.PAUSED, RunState.CANCELLED, null);
        assertThat(items.get(0).refused()).isNull();
        assertThat(items.get(1).refused()).contains("has ended");
        assertThat(items.get(2).refused()).contains("There is no run");
    }

    @Test
    void tagStandsForTheRunsThatTheActionCanChange() {
        // Given
        String tag = "tag-" + UUID.randomUUID();
        List<UUID> tagged = Stream.generate(() -> submitTagged(tag)).limit(3).toList();
        UUID other = api.submit(pool);

        // When
        List<Item> paused = bulk(new BulkRequest(Action.PAUSE, null, tag));
        List<Item> cancelled = bulk(new BulkRequest(Action.CANCEL, null, tag));
        List<Item> retried = bulk(new BulkRequest(Action.RETRY, null, tag));

        // Then
        assertThat(paused).extracting(Item::run).containsExactlyElementsOf(tagged);
        assertThat(paused).extracting(Item::state).containsOnly(RunState.PAUSED);
        assertThat(cancelled).extracting(Item::state).containsOnly(RunState.CANCELLED);
        assertThat(retried)
                .extracting(Item::fresh)
                .allSatisfy(
                        fresh -> assertThat(api.run(fresh).state()).isEqualTo(RunState.PENDING));
        assertThat(api.run(other).state()).isEqualTo(RunState.PENDING);
        assertThat(bulk(new BulkRequest(Action.RESUME, null, tag))).isEmpty();
    }

    @Test
    void bulkActionIsBounded() {
        // Given
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(1001).toList();

        // When
        Reply tooMany = api.post("/api/runs/bulk", new BulkRequest(Action.CANCEL, many, null));
        Reply nothing = api.post("/api/runs/bulk", new BulkRequest(null, null, null));

        // Then
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.as(ProblemDetail.class).detail()).contains("1000");
        assertThat(nothing.as(ProblemDetail.class).detail()).contains("CANCEL, PAUSE");
    }

    private UUID submitTagged(String tag) {
        return api.send(api.submission(Api.spec(pool, "") + "tags: [%s]\n".formatted(tag)))
                .as(RunView.class)
                .id();
    }

    private List<Item> bulk(BulkRequest request) {
        return api.post("/api/runs/bulk", request).as(BulkAnswer.class).items();
    }

    private Reply clone(UUID run, String patch) {
        return api.send(
                api.request("/api/runs/" + run + "/clone")
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(patch)));
    }

    private JsonNode spec(UUID run) {
        return api.get("/api/runs/" + run + "/spec").json();
    }
}
