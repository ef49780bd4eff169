package io.trainyard.orchestrator.system;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointManifest.Chunk;
import io.trainyard.contract.api.CheckpointManifest.File;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.orchestrator.store.Sha256;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** An agent's part of saving checkpoints. */
final class CheckpointFixture {
    private final Api api;
    private final UUID run;
    private final int attempt;

    CheckpointFixture(Api api, UUID run, int attempt) {
        this.api = api;
        this.run = run;
        this.attempt = attempt;
    }

    /** Bytes that no other test stores. */
    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The chunks of some bytes by their hash, in order. */
    static Map<String, byte[]> chunks(byte[] bytes) {
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        int size = CheckpointManifest.CHUNK_BYTES;
        for (int from = 0; from < bytes.length; from += size) {
            byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            chunks.put(Sha256.hex(chunk), chunk);
        }
        return chunks;
    }

    static CheckpointManifest manifest(long step, Set<CheckpointRole> roles, byte[] model) {
        List<Chunk> chunks = new ArrayList<>();
        chunks(model).forEach((hash, chunk) -> chunks.add(new Chunk(hash, chunk.length)));
        return new CheckpointManifest(
                (int) (step / Events.STEPS_PER_EPOCH),
                step,
                roles,
                Map.of("validation.accuracy", 0.9),
                List.of(new File("model.safetensors", model.length, Sha256.hex(model), chunks)));
    }

    Reply begin(CheckpointManifest manifest) {
        return api.post(path(""), manifest);
    }

    Reply put(String hash, byte[] chunk) {
        return api.send(
                api.request("/api/worker/chunks/" + hash).PUT(BodyPublishers.ofByteArray(chunk)));
    }

    Reply publish(UUID checkpoint) {
        return api.post(path("/" + checkpoint + "/publish"));
    }

    /** Announces, uploads what is missing, and publishes. */
    UUID save(long step, Set<CheckpointRole> roles, byte[] model) {
        UploadPlan plan = begin(manifest(step, roles, model)).as(UploadPlan.class);
        Map<String, byte[]> chunks = chunks(model);
        plan.missing()
                .forEach(hash -> {
                    if (put(hash, Objects.requireNonNull(chunks.get(hash))).status() != 204) {
                        throw new AssertionError("chunk refused");
                    }
                });
        Reply published = publish(plan.checkpoint());
        if (published.status() != 204) {
            throw new AssertionError(published.status() + " " + published.problem());
        }
        return plan.checkpoint();
    }

    List<CheckpointView> listed() {
        return List.of(api.get("/api/runs/" + run + "/checkpoints").as(CheckpointView[].class));
    }

    private String path(String rest) {
        return "/api/worker/runs/%s/attempts/%d/checkpoints%s".formatted(run, attempt, rest);
    }
}
