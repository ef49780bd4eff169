package io.trainyard.orchestrator.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.MetricVolumes;
import io.trainyard.orchestrator.store.MetricVolumes.Dropped;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The quotas of a batch's runs, whose rows are locked, so that nobody else uses them up. */
@ApplicationScoped
class MetricQuotas {
    private static final Logger LOG = Logger.getLogger(MetricQuotas.class);

    private final MetricVolumes volumes;
    private final Settings.Metrics limits;
    private final Counter dropped;

    MetricQuotas(MetricVolumes volumes, Settings settings, MeterRegistry meters) {
        this.volumes = volumes;
        this.limits = settings.metrics();
        this.dropped = meters.counter("trainyard.metric.points.dropped");
    }

    MetricQuota of(Collection<UUID> runs) {
        return new MetricQuota(volumes.of(runs), limits.mostPoints(), limits.mostSeries());
    }

    /** Keeps how much a batch lost; the ledger does not have its events yet. */
    void count(MetricQuota quota) {
        volumes.addDropped(quota.dropped());
        for (Dropped event : quota.dropped()) {
            LOG.debugf(
                    "points dropped runId=%s attempt=%d points=%d",
                    event.of().run(), event.of().attempt(), event.points());
            dropped.increment(event.points());
        }
    }
}
