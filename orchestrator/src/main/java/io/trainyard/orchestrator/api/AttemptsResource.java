package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.Claim;
import io.trainyard.contract.api.ClaimRequest;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.orchestrator.queue.checkpoint.ChunkIntake;
import io.trainyard.orchestrator.queue.checkpoint.Uploads;
import io.trainyard.orchestrator.queue.lease.Leases;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.view.CheckpointViews;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What agents ask for: a claim, its end, and checkpoints on the way. */
@Path("/api/worker")
@Produces(MediaType.APPLICATION_JSON)
public class AttemptsResource {
    private static final String ATTEMPT = "runs/{run}/attempts/{attempt}";

    private final Leases leases;
    private final Uploads uploads;
    private final ChunkIntake chunks;
    private final CheckpointViews checkpoints;
    private final Settings settings;

    AttemptsResource(
            Leases leases,
            Uploads uploads,
            ChunkIntake chunks,
            CheckpointViews checkpoints,
            Settings settings) {
        this.leases = leases;
        this.uploads = uploads;
        this.chunks = chunks;
        this.checkpoints = checkpoints;
        this.settings = settings;
    }

    @POST
    @Path("runs/{run}/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    public Claim claim(@RestPath UUID run, @Nullable ClaimRequest request) {
        if (request == null || isAbsent(request.worker()) || isAbsent(request.nonce())) {
            throw Refusal.PARAMETER_INVALID.because("A claim needs a worker and a nonce.");
        }
        int attempt = leases.claim(run, request);
        return new Claim(
                attempt,
                settings.lease(),
                settings.heartbeat(),
                checkpoints.last(run).orElse(null));
    }

    @POST
    @Path(ATTEMPT + "/release")
    public void release(@RestPath UUID run, @RestPath int attempt) {
        leases.release(run, attempt);
    }

    @POST
    @Path(ATTEMPT + "/checkpoints")
    @Consumes(MediaType.APPLICATION_JSON)
    public UploadPlan begin(
            @RestPath UUID run, @RestPath int attempt, @Nullable CheckpointManifest manifest) {
        if (manifest == null) {
            throw Refusal.MANIFEST_INVALID.because("The body is empty.");
        }
        return uploads.begin(new Attempts.Key(run, attempt), manifest);
    }

    @PUT
    @Path("chunks/{sha256}")
    @Consumes(MediaType.WILDCARD)
    public void put(@RestPath String sha256, byte[] data) {
        chunks.take(sha256, data);
    }

    @POST
    @Path(ATTEMPT + "/checkpoints/{checkpoint}/publish")
    public void publish(@RestPath UUID run, @RestPath int attempt, @RestPath UUID checkpoint) {
        uploads.publish(new Attempts.Key(run, attempt), checkpoint);
    }

    /** Jackson leaves a missing property null, whatever the record says. */
    private static boolean isAbsent(@Nullable Object property) {
        return property == null;
    }
}
