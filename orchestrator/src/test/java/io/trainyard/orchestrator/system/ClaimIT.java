package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.RunState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class ClaimIT {
    private static final int RIVALS = 8;

    private final Api api = new Api();

    @Test
    void exactlyOneOfManyRivalsGetsTheRun() {
        try (TestWorker worker = new TestWorker().announce(1);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            UUID run = api.submit(worker.pool());
            api.await(run, RunState.QUEUED);

            // When
            List<CompletableFuture<Reply>> claims =
                    IntStream.range(0, RIVALS)
                            .mapToObj(rival ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    api.tryClaim(
                                                            run,
                                                            "rival-" + rival,
                                                            UUID.randomUUID()),
                                            threads))
                            .toList();
            List<Reply> replies = claims.stream().map(CompletableFuture::join).toList();

            // Then
            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 200)
                    .extracting(Reply::problem)
                    .containsOnly("not-claimable");
            assertThat(attempts(run)).hasSize(1);
        }
    }

    @Test
    void claimRepeatedWithItsNonceGetsTheSameAttempt() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            UUID nonce = UUID.randomUUID();
            api.await(run, RunState.QUEUED);

            // When
            Claim first = api.tryClaim(run, worker.name(), nonce).as(Claim.class);
            Claim again = api.tryClaim(run, worker.name(), nonce).as(Claim.class);

            // Then
            assertThat(again).isEqualTo(first);
            assertThat(first.attempt()).isEqualTo(1);
            assertThat(first.lease()).isEqualTo(Duration.ofSeconds(60));
            assertThat(attempts(run)).hasSize(1);
        }
    }

    @Test
    void releasedRunIsPublishedAgainAndItsOldAttemptIsFenced() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int first = api.claim(run, worker.name()).attempt();

            // When
            Reply release = api.post(releaseOf(run, first));

            // Then
            int second = api.claim(run, worker.name()).attempt();
            assertThat(release.status()).isEqualTo(204);
            assertThat(second).isGreaterThan(first);
            assertThat(api.post(releaseOf(run, first)).problem()).isEqualTo("fenced");
            assertThat(attempts(run))
                    .extracting(AttemptView::state)
                    .containsExactly(AttemptState.RELEASED, AttemptState.CLAIMED);
        }
    }

    @Test
    void claimWithoutWorkerOrNonceIsRefused() {
        // When
        Reply reply = api.post("/api/worker/runs/" + UUID.randomUUID() + "/claim", List.of());
        Reply empty =
                api.post("/api/worker/runs/" + UUID.randomUUID() + "/claim", java.util.Map.of());

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(empty.problem()).isEqualTo("parameter-invalid");
    }

    private List<AttemptView> attempts(UUID run) {
        return List.of(api.get("/api/runs/" + run + "/attempts").as(AttemptView[].class));
    }

    private static String releaseOf(UUID run, int attempt) {
        return "/api/worker/runs/%s/attempts/%d/release".formatted(run, attempt);
    }
}
