package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.BulkAnswer;
import io.trainyard.contract.api.BulkRequest;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.SpecView;
import io.trainyard.orchestrator.queue.explain.Waits;
import io.trainyard.orchestrator.queue.lease.Holds;
import io.trainyard.orchestrator.queue.lease.Leases;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.store.IdPrefix;
import io.trainyard.orchestrator.submit.Bulk;
import io.trainyard.orchestrator.submit.Copies;
import io.trainyard.orchestrator.submit.Results;
import io.trainyard.orchestrator.submit.Submission;
import io.trainyard.orchestrator.submit.Submission.Accepted;
import io.trainyard.orchestrator.view.RunSearches;
import io.trainyard.orchestrator.view.RunViews;
import jakarta.ws.rs.BeanParam;
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

/** Submitting, listing and showing runs, and what users do with them. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {
    private static final String YAML = "application/yaml";
    private static final String OLD_YAML = "application/x-yaml";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String TEXT_YAML = "text/yaml";
    private static final int LONGEST_PAGE = 1_000;

    private final Submission submission;
    private final Results results;
    private final Copies copies;
    private final Bulk bulk;
    private final Leases leases;
    private final Holds holds;
    private final Waits waits;
    private final RunViews views;
    private final RunSearches searches;

    RunsResource(
            Submission submission,
            Results results,
            Copies copies,
            Bulk bulk,
            Leases leases,
            Holds holds,
            Waits waits,
            RunViews views,
            RunSearches searches) {
        this.submission = submission;
        this.results = results;
        this.copies = copies;
        this.bulk = bulk;
        this.leases = leases;
        this.holds = holds;
        this.waits = waits;
        this.views = views;
        this.searches = searches;
    }

    /**
     * 201 for a new run, 200 where the key stands for an earlier one, or where a finished one is
     * reused.
     */
    @POST
    @Consumes({YAML, OLD_YAML, TEXT_YAML, MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    public RestResponse<RunView> submit(
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("reuse") @DefaultValue("false") boolean reuse) {
        if (!reuse) {
            return answer(submission.submit(body, key));
        }
        Results.Answer found = results.submit(body, key);
        RestResponse<RunView> answer = answer(found.run());
        return RestResponse.ResponseBuilder.create(
                        answer.getStatusInfo(), answer.getEntity().reusing(found.reuse()))
                .location(URI.create("/api/runs/" + found.run().run()))
                .build();
    }

    private RestResponse<RunView> answer(Accepted accepted) {
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

    /**
     * Runs, newest first, by state, id and number; or by {@code filter}, {@code sort} and {@code
     * cursor}, which docs/search.md describes. Why runs wait is told where it is asked for: it
     * costs a look at each of their pools.
     */
    @GET
    public RunPage list(
            @QueryParam("state") List<String> states,
            @QueryParam("id") @DefaultValue("") String idPrefix,
            @QueryParam("before") @Nullable String before,
            @QueryParam("waiting") @DefaultValue("false") boolean waiting,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @BeanParam SearchParameters search) {
        int count = (int) Parameters.number("limit", limit, 1, LONGEST_PAGE);
        if (search.isGiven()) {
            search.refuseBeside(!states.isEmpty() || !idPrefix.isEmpty() || before != null);
            return told(
                    searches.page(search.filter(), search.sort(), search.cursor, count), waiting);
        }
        long cursor =
                before == null
                        ? Long.MAX_VALUE
                        : Parameters.number("before", before, 0, Long.MAX_VALUE);
        return told(
                views.page(
                        states.stream().map(Parameters::state).toList(),
                        IdPrefix.of(idPrefix),
                        cursor,
                        count),
                waiting);
    }

    private RunPage told(RunPage page, boolean waiting) {
        return waiting ? new RunPage(waits.told(page.runs()), page.next()) : page;
    }

    @GET
    @Path("{id}")
    public RunView show(@RestPath UUID id) {
        return waits.told(views.run(id));
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

    @POST
    @Path("{id}/pause")
    public RestResponse<RunView> pause(@RestPath UUID id) {
        holds.pause(id);
        return RestResponse.accepted(views.run(id));
    }

    @POST
    @Path("{id}/resume")
    public RestResponse<RunView> resume(@RestPath UUID id) {
        holds.resume(id);
        return RestResponse.accepted(views.run(id));
    }

    /** A new run of an ended one's spec. */
    @POST
    @Path("{id}/retry")
    public RestResponse<RunView> retry(
            @RestPath UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return answer(copies.retry(id, key));
    }

    /** A new run of a spec changed by a merge patch. */
    @POST
    @Path("{id}/clone")
    @Consumes({
        MERGE_PATCH,
        YAML,
        OLD_YAML,
        TEXT_YAML,
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_PLAIN
    })
    public RestResponse<RunView> clone(
            @RestPath UUID id, byte[] patch, @HeaderParam("Idempotency-Key") @Nullable String key) {
        return answer(copies.clone(id, patch, key));
    }

    /** Each run's answer is in the body; the request as a whole succeeds. */
    @POST
    @Path("bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkAnswer bulk(@Nullable BulkRequest request) {
        if (request == null) {
            throw Refusal.PARAMETER_INVALID.because("The body is empty.");
        }
        return new BulkAnswer(bulk.perform(request.action(), request.runs(), request.tag()));
    }
}
