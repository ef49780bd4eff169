package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.TriggerView;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.trigger.Definitions;
import io.trainyard.orchestrator.trigger.Definitions.Added;
import io.trainyard.orchestrator.trigger.Deliveries;
import io.trainyard.orchestrator.trigger.DryRun;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind.Delivery;
import io.trainyard.orchestrator.view.TriggerViews;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Triggers, their ledger, and what is delivered to them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class TriggersResource {
    private static final int LONGEST_PAGE = 500;

    private final Definitions definitions;
    private final Deliveries deliveries;
    private final DryRun dryRun;
    private final TriggerViews views;

    TriggersResource(
            Definitions definitions, Deliveries deliveries, DryRun dryRun, TriggerViews views) {
        this.definitions = definitions;
        this.deliveries = deliveries;
        this.dryRun = dryRun;
        this.views = views;
    }

    /** The answer shows a secret that was made, this once. */
    @POST
    @Path("triggers")
    @Consumes({
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_PLAIN
    })
    public RestResponse<TriggerView> add(byte[] body) {
        Added added = definitions.add(body);
        TriggerView view = views.trigger(added.name()).revealing(added.secret());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                .location(URI.create("/api/triggers/" + view.name()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("triggers")
    public List<TriggerView> list() {
        return views.all();
    }

    @GET
    @Path("triggers/{name}")
    public TriggerView show(@RestPath String name) {
        return views.trigger(name);
    }

    @DELETE
    @Path("triggers/{name}")
    public void remove(@RestPath String name) {
        definitions.remove(name);
    }

    @GET
    @Path("triggers/{name}/dry-run")
    public DryRunView again(@RestPath String name) {
        return dryRun.again(name);
    }

    @POST
    @Path("triggers/dry-run")
    @Consumes({
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_PLAIN
    })
    public DryRunView once(byte[] body) {
        return dryRun.of(body);
    }

    @GET
    @Path("decisions")
    public DecisionPage decisions(
            @QueryParam("trigger") @Nullable String name,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        long cursor =
                before == null
                        ? Long.MAX_VALUE
                        : Parameters.number("before", before, 0, Long.MAX_VALUE);
        return views.decisions(
                name, cursor, (int) Parameters.number("limit", limit, 1, LONGEST_PAGE));
    }

    /** Needs no token, but the signature that only a holder of the secret can make. */
    @POST
    @Path("triggers/{name}/deliveries")
    @Consumes(MediaType.WILDCARD)
    public RestResponse<DecisionView> deliver(
            @RestPath String name, byte @Nullable [] body, @Context HttpHeaders headers) {
        byte[] bytes = body == null ? new byte[0] : body;
        if (bytes.length > BodySize.MOST_DELIVERED) {
            throw Refusal.TOO_LARGE.because(
                    "The body has %,d bytes; at most %,d are taken here.",
                    bytes.length, BodySize.MOST_DELIVERED);
        }
        long line = deliveries.take(name, new Delivery(headers::getHeaderString, bytes));
        return RestResponse.accepted(views.decision(line));
    }
}
