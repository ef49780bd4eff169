package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * torch.optim.lr_scheduler.OneCycleLR: up to the optimizer's rate, which is its max_lr, and down
 * far below where it began (Smith and Topin 2017). The momentum goes the other way.
 */
final class OneCycle implements Schedule {
    /** The parameters, as torch names them. */
    record Config(
            @Nullable Integer totalSteps,
            double pctStart,
            Anneal annealStrategy,
            double divFactor,
            double finalDivFactor,
            boolean threePhase,
            boolean cycleMomentum,
            double baseMomentum,
            double maxMomentum) {}

    enum Anneal {
        @JsonProperty("cos")
        COSINE {
            @Override
            double between(double start, double end, double share) {
                return end + (start - end) / 2.0 * (Math.cos(Math.PI * share) + 1);
            }
        },
        @JsonProperty("linear")
        LINEAR {
            @Override
            double between(double start, double end, double share) {
                return (end - start) * share + start;
            }
        };

        abstract double between(double start, double end, double share);
    }

    /** Up to which position, and to which rate. */
    private record Phase(double end, double rate) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "one_cycle",
                "up to the optimizer's rate (max_lr) and far down again (OneCycleLR), the momentum the other way",
                Timing.schema(
                        Schema.object()
                                .with(
                                        "totalSteps",
                                        "intervals of the cycle (total_steps); left out: all after the warm-up",
                                        Span.schema())
                                .with(
                                        "pctStart",
                                        "share of the cycle in which the rate rises (pct_start)",
                                        Schema.number().atLeast(0).atMost(1).defaultsTo(0.3))
                                .with(
                                        "annealStrategy",
                                        "the curve between two rates",
                                        Schema.choice("cos", "linear").defaultsTo("cos"))
                                .with(
                                        "divFactor",
                                        "the highest rate over the first",
                                        Schema.number().above(0).defaultsTo(25))
                                .with(
                                        "finalDivFactor",
                                        "the first rate over the last",
                                        Schema.number().above(0).defaultsTo(10_000))
                                .with(
                                        "threePhase",
                                        "come down as the rate went up, then sink to the last rate",
                                        Schema.flag().defaultsTo(false))
                                .with(
                                        "cycleMomentum",
                                        "move the momentum, or Adam's beta1, against the rate, in place of the optimizer's",
                                        Schema.flag().defaultsTo(true))
                                .with(
                                        "baseMomentum",
                                        "momentum at the highest rate",
                                        momentum(0.85))
                                .with(
                                        "maxMomentum",
                                        "momentum at the first and at the last rate",
                                        momentum(0.95)),
                        "step"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        long total = Span.of(config.totalSteps, length);
        if (length - 1 > total) {
            throw new IllegalArgumentException(
                    "schedule.totalSteps %d ends before the run, which has %d intervals after the warm-up; give that many or leave it out"
                            .formatted(total, length));
        }
        double first = learningRate / config.divFactor;
        double last = first / config.finalDivFactor;
        List<Phase> phases = phases(config, total, learningRate, first);
        phases.add(new Phase(total - 1, last));
        return (position, _) -> rate(config.annealStrategy, first, phases, position);
    }

    @Override
    public Optional<Curve> momentum(ObjectNode parameters, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        if (!config.cycleMomentum) {
            return Optional.empty();
        }
        double highest = config.maxMomentum;
        List<Phase> phases =
                phases(config, Span.of(config.totalSteps, length), config.baseMomentum, highest);
        phases.add(new Phase(Span.of(config.totalSteps, length) - 1.0, highest));
        return Optional.of((position, _) -> rate(config.annealStrategy, highest, phases, position));
    }

    /** All but the last: to the middle, and back in a phase of its own if there are three. */
    private static List<Phase> phases(Config config, long total, double middle, double back) {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(config.pctStart * total - 1, middle));
        if (config.threePhase) {
            phases.add(new Phase(2 * config.pctStart * total - 2, back));
        }
        return phases;
    }

    private static Schema momentum(double standard) {
        return Schema.number().atLeast(0).below(1).defaultsTo(standard);
    }

    private static double rate(Anneal anneal, double first, List<Phase> phases, long position) {
        double begin = 0;
        double from = first;
        for (Phase phase : phases) {
            if (position <= phase.end || phase.equals(phases.getLast())) {
                double span = phase.end - begin;
                // A phase without length is over where it begins; torch divides by zero there.
                double share = span == 0 ? 1 : (position - begin) / span;
                return anneal.between(from, phase.rate, share);
            }
            begin = phase.end;
            from = phase.rate;
        }
        return from;
    }
}
