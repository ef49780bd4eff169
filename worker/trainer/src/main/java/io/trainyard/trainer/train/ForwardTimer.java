package io.trainyard.trainer.train;

import io.trainyard.contract.message.EvaluationReport.Latency;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.evaluation.Percentile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times the prediction of one image, as a server of the model would make it. */
final class ForwardTimer {
    private static final int WARM_UPS = 3;
    private static final int LEAST_RUNS = 5;
    private static final int MOST_RUNS = 100;

    /** Begun no later than that: a large network gets its least runs, a small one its most. */
    private static final Duration TIME = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final StopSignal stop;

    ForwardTimer(InstantSource clock, StopSignal stop) {
        this.clock = clock;
        this.stop = stop;
    }

    /** The time that all of the networks take, one after another. */
    Latency measure(List<Subject.Planned> networks) {
        List<Batch> images = new ArrayList<>();
        try {
            networks.forEach(each -> images.add(Batch.ofPixels(1, each.plan().dataset().sample())));
            for (int run = 0; run < WARM_UPS; run++) {
                forward(networks, images);
            }
            double[] milliseconds = new double[MOST_RUNS];
            Instant begin = clock.instant();
            int runs = 0;
            while (runs < LEAST_RUNS || (runs < MOST_RUNS && since(begin).compareTo(TIME) < 0)) {
                Instant start = clock.instant();
                forward(networks, images);
                milliseconds[runs++] = since(start).toNanos() / 1e6;
            }
            double[] measured = Arrays.copyOf(milliseconds, runs);
            return new Latency(Percentile.of(measured, 0.5), Percentile.of(measured, 0.95), runs);
        } finally {
            images.forEach(Batch::close);
        }
    }

    private void forward(List<Subject.Planned> networks, List<Batch> images) {
        stop.check();
        for (int place = 0; place < networks.size(); place++) {
            var _ = networks.get(place).network().logits(images.get(place));
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
