package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.EvaluationView;
import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.MetricVolumeView;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.orchestrator.view.CheckpointViews;
import io.trainyard.orchestrator.view.HistoryViews;
import io.trainyard.orchestrator.view.HistoryViews.Range;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a run measured, said and saved. */
@Path("/api/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final int LONGEST_LOG = 10_000;
    private static final int MOST_POINTS = 10_000;

    private final HistoryViews views;
    private final CheckpointViews checkpoints;

    HistoryResource(HistoryViews views, CheckpointViews checkpoints) {
        this.views = views;
        this.checkpoints = checkpoints;
    }

    /**
     * Per-step series.
     *
     * @param points reduces each series to so many buckets of equal step width, two points each
     */
    @GET
    @Path("metrics")
    public List<SeriesView> metrics(
            @RestPath UUID id,
            @QueryParam("name") Set<String> names,
            @QueryParam("points") @Nullable String points,
            @QueryParam("from") @DefaultValue("0") String from,
            @QueryParam("to") @Nullable String to) {
        Range range = Parameters.range(from, to);
        if (points == null) {
            return views.series(id, names, range);
        }
        int buckets = (int) Parameters.number("points", points, 1, MOST_POINTS);
        return views.reducedSeries(id, names, range, buckets);
    }

    /** How much is stored of all series, and how much was dropped beyond the run's quota. */
    @GET
    @Path("metrics/volume")
    public MetricVolumeView volume(@RestPath UUID id) {
        return views.volume(id);
    }

    @GET
    @Path("epochs")
    public List<EpochView> epochs(@RestPath UUID id) {
        return views.epochs(id);
    }

    @GET
    @Path("evaluations")
    public List<EvaluationView> evaluations(@RestPath UUID id) {
        return views.evaluations(id);
    }

    @GET
    @Path("checkpoints")
    public List<CheckpointView> checkpoints(@RestPath UUID id) {
        return checkpoints.of(id);
    }

    @GET
    @Path("logs")
    public List<LogView> logs(
            @RestPath UUID id,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("1000") String limit) {
        return views.logs(
                id,
                Parameters.number("after", after, 0, Long.MAX_VALUE),
                (int) Parameters.number("limit", limit, 1, LONGEST_LOG));
    }
}
