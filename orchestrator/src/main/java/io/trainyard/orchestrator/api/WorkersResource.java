package io.trainyard.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.WorkerView;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.orchestrator.submit.KnownCatalogue;
import io.trainyard.orchestrator.view.WorkerViews;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who can run what. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class WorkersResource {
    private final WorkerViews workers;
    private final KnownCatalogue catalogue;

    WorkersResource(WorkerViews workers, KnownCatalogue catalogue) {
        this.workers = workers;
        this.catalogue = catalogue;
    }

    @GET
    @Path("workers")
    public List<WorkerView> workers() {
        return workers.newest();
    }

    @GET
    @Path("catalogue")
    public Catalogue catalogue() {
        return catalogue.catalogue();
    }

    @GET
    @Path("schemas/experiment")
    public JsonNode schema() {
        return catalogue.validator().jsonSchema();
    }
}
