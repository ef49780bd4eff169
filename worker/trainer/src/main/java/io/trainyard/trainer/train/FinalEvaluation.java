package io.trainyard.trainer.train;

import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.EvaluationReport.Latency;
import io.trainyard.contract.message.EvaluationReport.ModelSize;
import io.trainyard.contract.message.RunEvent.Evaluated;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.evaluation.ClassScores;
import io.trainyard.trainer.evaluation.ConfidentMistakes;
import io.trainyard.trainer.evaluation.Reliability;
import io.trainyard.trainer.evaluation.View;
import io.trainyard.trainer.evaluation.Views;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measurement at a run's end: all that there is to say about each split. */
final class FinalEvaluation {
    private final ExperimentSpec spec;
    private final Subject subject;
    private final Dataset dataset;
    private final List<View> views;
    private final Latency latency;
    private final EventSink events;

    FinalEvaluation(ExperimentSpec spec, Subject subject, ForwardTimer timer, EventSink events) {
        this.spec = spec;
        this.subject = subject;
        this.dataset = subject.networks().getFirst().plan().dataset();
        this.views = Views.of(spec.evaluation().testTimeAugmentation());
        this.latency = timer.measure(subject.networks());
        this.events = events;
    }

    /**
     * Training is judged by the test images, or by the validation ones where there are none; an
     * evaluation by both. Returns the final metrics.
     */
    Map<String, Double> run(long step) {
        Map<String, Double> values = new TreeMap<>();
        for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
            ImageSet images = dataset.split(split).orElse(null);
            if (images == null || (spec.kind() != Kind.EVALUATE && !values.isEmpty())) {
                continue;
            }
            values.putAll(measure(split, images, step));
        }
        return values;
    }

    private Map<String, Double> measure(Split split, ImageSet images, long step) {
        Measurement.Builder plain = new Measurement.Builder(dataset.classes().size());
        Measurement.Builder averaged = new Measurement.Builder(dataset.classes().size());
        subject.predictions(split, views)
                .forEachRemaining(prediction -> {
                    plain.add(prediction.truth(), prediction.plain());
                    averaged.add(prediction.truth(), prediction.averaged());
                });
        Measurement result = averaged.build();
        Measurement asTheyAre = plain.build();
        events.emit(
                new Evaluated(
                        split.label(),
                        step,
                        result.lossNats(),
                        result.accuracy(),
                        dataset.classes(),
                        result.matrix(),
                        report(result, asTheyAre, images)));
        Map<String, Double> values = result.finalValues(split.label());
        if (views.size() > 1) {
            values.put(split.label() + ".plainAccuracy", asTheyAre.accuracy());
            values.put(split.label() + ".plainLoss", asTheyAre.lossNats());
        }
        return values;
    }

    private EvaluationReport report(Measurement result, Measurement plain, ImageSet images) {
        ClassScores scores = ClassScores.of(result.tally());
        return new EvaluationReport(
                result.tally().images(),
                result.tally().hasTopFive() ? result.tally().topFive() : null,
                scores.macro(),
                scores.weighted(),
                scores.perClass().size() > EvaluationReport.MOST_CLASSES
                        ? List.of()
                        : scores.perClass(),
                Reliability.of(result.tally()),
                ConfidentMistakes.of(result.tally(), images::sample),
                latency,
                size(),
                views.size() == 1
                        ? null
                        : new EvaluationReport.Views(
                                views.size(), plain.accuracy(), plain.lossNats()),
                subject.members());
    }

    private ModelSize size() {
        long parameters = 0;
        long bytes = 0;
        for (Subject.Planned each : subject.networks()) {
            parameters += each.plan().recipe().network().parameterCount();
            for (TensorBytes tensor : each.network().weights()) {
                bytes += tensor.bytes().byteSize();
            }
        }
        return new ModelSize(parameters, bytes);
    }
}
