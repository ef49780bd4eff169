package io.trainyard.orchestrator.api;

import io.trainyard.orchestrator.view.RunSearches;
import io.trainyard.orchestrator.view.RunSearches.Table;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse;

/** All runs that are found, as a file for spreadsheets and notebooks. */
@Path("/api/runs.csv")
public class RunTableResource {
    private static final String CSV = "text/csv;charset=utf-8;header=present";

    private final RunSearches searches;

    RunTableResource(RunSearches searches) {
        this.searches = searches;
    }

    /**
     * The table, written while it is read.
     *
     * @param columns fields with commas between them; by default all
     */
    @GET
    @Produces(CSV)
    public RestResponse<StreamingOutput> table(
            @BeanParam SearchParameters search,
            @QueryParam("columns") @DefaultValue("") String columns) {
        Table table = searches.table(search.filter(), search.sort(), columns);
        StreamingOutput body =
                out ->
                        table.writeTo(
                                new BufferedWriter(
                                        new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        return RestResponse.ResponseBuilder.ok(body)
                .header("Content-Disposition", "attachment; filename=\"runs.csv\"")
                .build();
    }
}
