package io.trainyard.orchestrator.view;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.EvaluationView;
import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.MetricVolumeView;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.History;
import io.trainyard.orchestrator.store.MetricVolumes;
import io.trainyard.orchestrator.store.Series;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run measured and said; each throws NOT_FOUND where there is no such run. */
@ApplicationScoped
public class HistoryViews {
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<List<Long>>> MATRIX = new TypeReference<>() {};
    private static final TypeReference<EvaluationReport> REPORT = new TypeReference<>() {};

    private final History history;
    private final Series series;
    private final MetricVolumes volumes;
    private final Settings.Metrics limits;

    HistoryViews(History history, Series series, MetricVolumes volumes, Settings settings) {
        this.history = history;
        this.series = series;
        this.volumes = volumes;
        this.limits = settings.metrics();
    }

    /**
     * Steps that are looked at.
     *
     * @param from the first, and {@code to} the last
     */
    public record Range(long from, long to) {}

    /** The run's series by name; all of them where no name is given. */
    @Transactional
    public List<SeriesView> series(UUID run, Set<String> names, Range range) {
        var _ = RunViews.record(run);
        List<SeriesView> found = new ArrayList<>();
        for (Series.Extent extent : series.extents(run, names)) {
            if (Math.max(extent.first(), range.from()) <= Math.min(extent.last(), range.to())) {
                // A step that two attempts measured, both within what counts, was measured alike.
                NavigableMap<Long, Double> points = new TreeMap<>();
                series.read(run, extent.name(), piece -> add(piece, range, points));
                if (!points.isEmpty()) {
                    found.add(
                            new SeriesView(
                                    extent.name(),
                                    List.copyOf(points.keySet()),
                                    List.copyOf(points.values())));
                }
            }
        }
        return found;
    }

    /** As {@link #series}, each reduced to so many buckets at most; see {@link MinMax}. */
    @Transactional
    public List<SeriesView> reducedSeries(UUID run, Set<String> names, Range range, int buckets) {
        var _ = RunViews.record(run);
        List<SeriesView> reduced = new ArrayList<>();
        for (Series.Extent extent : series.extents(run, names)) {
            long from = Math.max(extent.first(), range.from());
            long to = Math.min(extent.last(), range.to());
            if (from <= to) {
                var points = new MinMax(from, to, buckets);
                series.read(run, extent.name(), piece -> add(piece, points));
                reduced.add(points.series(extent.name()));
            }
        }
        return reduced;
    }

    /** How much the run has stored of its metrics, and what it may. */
    @Transactional
    public MetricVolumeView volume(UUID run) {
        var _ = RunViews.record(run);
        MetricVolumes.Volume volume = volumes.volume(run);
        return new MetricVolumeView(
                volume.series(),
                volume.points(),
                volume.dropped(),
                limits.mostSeries(),
                limits.mostPoints());
    }

    private static void add(Series.Piece piece, Range range, Map<Long, Double> points) {
        for (int index = 0; index < piece.steps().length; index++) {
            long step = piece.steps()[index];
            if (step <= piece.countsTo() && step >= range.from() && step <= range.to()) {
                points.put(step, piece.values()[index]);
            }
        }
    }

    private static void add(Series.Piece piece, MinMax points) {
        for (int index = 0; index < piece.steps().length; index++) {
            if (piece.steps()[index] <= piece.countsTo()) {
                points.add(piece.steps()[index], piece.values()[index]);
            }
        }
    }

    /** The run's epochs, ascending. */
    @Transactional
    public List<EpochView> epochs(UUID run) {
        var _ = RunViews.record(run);
        return history.epochs(run).stream()
                .map(epoch ->
                        new EpochView(
                                epoch.epoch(),
                                epoch.step(),
                                epoch.attempt(),
                                epoch.seconds(),
                                Json.values(epoch.measured())))
                .toList();
    }

    /** The run's results by step. */
    @Transactional
    public List<EvaluationView> evaluations(UUID run) {
        var _ = RunViews.record(run);
        return history.evaluations(run).stream()
                .map(result ->
                        new EvaluationView(
                                result.split(),
                                result.attempt(),
                                result.step(),
                                result.lossNats(),
                                result.accuracy(),
                                Json.read(result.classes(), NAMES),
                                Json.read(result.matrix(), MATRIX),
                                report(result.report())))
                .toList();
    }

    private static @Nullable EvaluationReport report(@Nullable String json) {
        return json == null ? null : Json.read(json, REPORT);
    }

    /** Log lines of all attempts after an id. */
    @Transactional
    public List<LogView> logs(UUID run, long after, int limit) {
        var _ = RunViews.record(run);
        return history.logs(run, after, limit).stream()
                .map(line ->
                        new LogView(
                                line.id(), line.attempt(), line.at(), line.level(), line.message()))
                .toList();
    }
}
