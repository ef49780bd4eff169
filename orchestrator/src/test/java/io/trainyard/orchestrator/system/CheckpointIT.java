package io.trainyard.orchestrator.system;

import static io.trainyard.contract.message.CheckpointRole.BEST;
import static io.trainyard.contract.message.CheckpointRole.LAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.orchestrator.queue.checkpoint.Collector;
import io.trainyard.orchestrator.store.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class CheckpointIT {
    private static final int TWO_CHUNKS_AND_A_BIT = 2 * CheckpointManifest.CHUNK_BYTES + 12_345;

    private final Api api = new Api();
    private final TestWorker worker = new TestWorker();
    private UUID run = new UUID(0, 0);
    private CheckpointFixture attempt = new CheckpointFixture(api, run, 0);

    private final Collector collector;

    CheckpointIT(Collector collector) {
        this.collector = collector;
    }

    @BeforeEach
    void claimRun() {
        worker.announce(1);
        run = api.submit(worker.pool());
        attempt = new CheckpointFixture(api, run, api.claim(run, worker.name()).attempt());
    }

    @AfterEach
    void closeWorker() {
        worker.close();
    }

    @Test
    void uploadedFileComesBackAsItWas() {
        // Given
        byte[] model = CheckpointFixture.bytes(TWO_CHUNKS_AND_A_BIT, 1);

        // When
        UUID checkpoint = attempt.save(10, Set.of(BEST, LAST), model);
        Reply file = download(checkpoint);

        // Then
        assertThat(file.response().body()).isEqualTo(model);
        assertThat(file.header("Content-Length")).isEqualTo(Integer.toString(model.length));
        assertThat(file.header("Content-Disposition")).contains("attachment", "model.safetensors");
        assertThat(file.header("ETag")).contains(Sha256.hex(model));
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        CheckpointView listed = attempt.listed().getFirst();
        assertThat(listed.roles()).containsExactlyInAnyOrder(BEST, LAST);
        assertThat(listed.files().getFirst().bytes()).isEqualTo(model.length);
    }

    @Test
    void bytesThatAreThereAlreadyAreNotAskedForAgain() {
        // Given
        byte[] model = CheckpointFixture.bytes(TWO_CHUNKS_AND_A_BIT, 2);
        attempt.save(10, Set.of(LAST), model);
        model[model.length - 1]++;

        // When
        UploadPlan plan =
                attempt.begin(CheckpointFixture.manifest(20, Set.of(LAST), model))
                        .as(UploadPlan.class);

        // Then
        assertThat(plan.missing()).hasSize(1);
    }

    @Test
    void interruptedUploadIsResumedByItsManifest() {
        // Given
        byte[] model = CheckpointFixture.bytes(TWO_CHUNKS_AND_A_BIT, 3);
        CheckpointManifest manifest = CheckpointFixture.manifest(10, Set.of(LAST), model);
        UploadPlan first = attempt.begin(manifest).as(UploadPlan.class);
        Map<String, byte[]> chunks = CheckpointFixture.chunks(model);
        String arrived = first.missing().getFirst();
        attempt.put(arrived, Objects.requireNonNull(chunks.get(arrived)));

        // When
        Reply early = attempt.publish(first.checkpoint());
        UploadPlan resumed = attempt.begin(manifest).as(UploadPlan.class);

        // Then
        assertThat(early.problem()).isEqualTo("incomplete");
        assertThat(resumed.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(resumed.missing()).hasSize(2).doesNotContain(arrived);
        assertThat(attempt.listed()).isEmpty();
    }

    @Test
    void pointersOnlyMoveForwardAndReplacedCheckpointsGo() {
        // When
        UUID best = attempt.save(10, Set.of(BEST, LAST), CheckpointFixture.bytes(100, 4));
        UUID middle = attempt.save(20, Set.of(LAST), CheckpointFixture.bytes(100, 5));
        UUID last = attempt.save(30, Set.of(LAST), CheckpointFixture.bytes(100, 6));
        attempt.save(15, Set.of(BEST, LAST), CheckpointFixture.bytes(100, 7));

        // Then the late step 15 becomes the best, and the last one stays
        assertThat(attempt.listed())
                .extracting(CheckpointView::step, CheckpointView::roles)
                .containsExactly(tuple(15L, Set.of(BEST)), tuple(30L, Set.of(LAST)));
        assertThat(attempt.listed())
                .extracting(CheckpointView::id)
                .contains(last)
                .doesNotContain(best, middle);
    }

    @Test
    void attemptThatLostItsLeaseCanNeitherAnnounceNorPublish() {
        // Given
        byte[] model = CheckpointFixture.bytes(100, 8);
        CheckpointManifest manifest = CheckpointFixture.manifest(10, Set.of(LAST), model);
        UploadPlan plan = attempt.begin(manifest).as(UploadPlan.class);
        attempt.put(plan.missing().getFirst(), model);
        Leases.expire(run);
        Claim winner = api.claim(run, "another");

        // When
        Reply publish = attempt.publish(plan.checkpoint());
        Reply begin = attempt.begin(CheckpointFixture.manifest(20, Set.of(LAST), model));

        // Then
        assertThat(publish.problem()).isEqualTo("fenced");
        assertThat(begin.problem()).isEqualTo("fenced");
        assertThat(winner.resumeFrom()).isNull();
        assertThat(attempt.listed()).isEmpty();
    }

    @Test
    void nextAttemptIsToldWhereToContinue() {
        // Given
        UUID saved = attempt.save(10, Set.of(LAST), CheckpointFixture.bytes(100, 9));
        Leases.expire(run);

        // When
        CheckpointView from = Objects.requireNonNull(api.claim(run, "another").resumeFrom());

        // Then
        assertThat(from.id()).isEqualTo(saved);
        assertThat(api.run(run).step()).isEqualTo(10);
        assertThat(api.get("/api/runs/" + run + "/attempts").json().at("/1/resumedFrom").asLong())
                .isEqualTo(10);
    }

    @Test
    void oldChunksThatNothingNamesAreCollected() {
        // Given
        byte[] named = CheckpointFixture.bytes(100, 15);
        byte[] old = CheckpointFixture.bytes(100, 16);
        byte[] young = CheckpointFixture.bytes(100, 17);
        attempt.save(10, Set.of(LAST), named);
        attempt.put(Sha256.hex(old), old);
        attempt.put(Sha256.hex(young), young);
        Rows.change(
                "UPDATE chunk SET touched_at = clock_timestamp() - interval '25 hours' WHERE sha256 IN (?, ?)",
                Sha256.of(old),
                Sha256.of(named));

        // When
        collector.collect();

        // Then
        assertThat(List.of(stored(named), stored(old), stored(young))).containsExactly(1L, 0L, 1L);
    }

    private static long stored(byte[] chunk) {
        return Rows.count("SELECT count(*) FROM chunk WHERE sha256 = ?", Sha256.of(chunk));
    }

    private Reply download(UUID checkpoint) {
        return api.send(api.request(fileOf(checkpoint)));
    }

    private static String fileOf(UUID checkpoint) {
        return "/api/checkpoints/" + checkpoint + "/files/model.safetensors";
    }
}
