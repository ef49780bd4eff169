package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.SpecView;
import io.trainyard.orchestrator.queue.lease.Leases;
import io.trainyard.orchestrator.store.IdPrefix;
import io.trainyard.orchestrator.submit.Submission;
import io.trainyard.orchestrator.submit.Submission.Accepted;
import io.trainyard.orchestrator.view.RunViews;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Submitting, listing, showing and cancelling runs. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {
    private static final String YAML = "application/yaml";
    private static final String OLD_YAML = "application/x-yaml";
    private static final String TEXT_YAML = "text/yaml";
    private static final int LONGEST_PAGE = 1_000;

    private final Submission submission;
    private final Leases leases;
    private final RunViews views;

    RunsResource(Submission submission, Leases leases, RunViews views) {
        this.submission = submission;
        this.leases = leases;
        this.views = views;
    }

    /** 201 for a new run, 200 where the key stands for an earlier one. */
    @POST
    @Consumes({YAML, OLD_YAML, TEXT_YAML, MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public RestResponse<RunView> submit(
            byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key) {
        Accepted accepted = submission.submit(body, key);
        RunView run = views.run(accepted.run());
        if (!accepted.fresh()) {
            return RestResponse.ok(run);
        }
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, run)
                .location(URI.create("/api/runs/" + run.id()))
                .build();
    }

    /** What submitting this would store; nothing is. */
    @POST
    @Path("validate")
    @Consumes({YAML, OLD_YAML, TEXT_YAML, MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public SpecView validate(byte[] body) {
        return new SpecView(submission.complete(body));
    }

    @GET
    public RunPage list(
            @QueryParam("state") List<String> states,
            @QueryParam("id") @DefaultValue("") String idPrefix,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        long cursor =
                before == null
                        ? Long.MAX_VALUE
                        : Parameters.number("before", before, 0, Long.MAX_VALUE);
        return views.page(
                states.stream().map(Parameters::state).toList(),
                IdPrefix.of(idPrefix),
                cursor,
                (int) Parameters.number("limit", limit, 1, LONGEST_PAGE));
    }

    @GET
    @Path("{id}")
    public RunView show(@RestPath UUID id) {
        return views.run(id);
    }

    @GET
    @Path("{id}/spec")
    public JsonNode spec(@RestPath UUID id) {
        return views.spec(id);
    }

    @GET
    @Path("{id}/attempts")
    public List<AttemptView> attempts(@RestPath UUID id) {
        return views.attempts(id);
    }

    @POST
    @Path("{id}/cancel")
    public RestResponse<RunView> cancel(@RestPath UUID id) {
        leases.cancel(id);
        return RestResponse.accepted(views.run(id));
    }
}
