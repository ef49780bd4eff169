package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.PoolChange;
import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.ProjectChange;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.submit.PoolRules;
import io.trainyard.orchestrator.view.PoolViews;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What pools have and allow. */
@Path("/api/pools")
@Produces(MediaType.APPLICATION_JSON)
public class PoolsResource {
    private final PoolRules rules;
    private final PoolViews views;

    PoolsResource(PoolRules rules, PoolViews views) {
        this.rules = rules;
        this.views = views;
    }

    @GET
    public List<PoolView> list() {
        return views.all();
    }

    @GET
    @Path("{pool}")
    public PoolView show(@RestPath String pool) {
        return views.pool(pool);
    }

    /** What the body leaves out stays as it is. */
    @PUT
    @Path("{pool}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PoolView set(@RestPath String pool, @Nullable PoolChange change) {
        if (change == null) {
            throw Refusal.PARAMETER_INVALID.because("The body is empty.");
        }
        rules.set(pool, change);
        return views.pool(pool);
    }

    /** What the body leaves out stays as it is. */
    @PUT
    @Path("{pool}/projects/{project}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PoolView set(
            @RestPath String pool, @RestPath String project, @Nullable ProjectChange change) {
        if (change == null) {
            throw Refusal.PARAMETER_INVALID.because("The body is empty.");
        }
        rules.set(pool, project, change);
        return views.pool(pool);
    }
}
