package io.trainyard.trainer.train;

import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.EnsembleSpec;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.evaluation.Combination;
import io.trainyard.trainer.evaluation.Mixture;
import io.trainyard.trainer.evaluation.View;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.train.Prediction.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Several networks that predict as one. They go over a split side by side, image by image, so that
 * no more than a batch of each one's probabilities is in memory.
 */
final class Ensemble implements Subject {
    /**
     * One network of it.
     *
     * @param name for people
     */
    record Member(String name, Planned planned, Evaluator evaluator) {
        Iterator<Prediction> predictions(Split split, List<View> views) {
            return evaluator.predictions(
                    planned.plan().dataset().split(split).orElseThrow(), views);
        }

        Measurement.Builder builder() {
            return new Measurement.Builder(planned.plan().dataset().classes().size());
        }
    }

    private final List<Member> members;
    private final double[] weights;
    private final Combination combination;
    private List<EvaluationReport.Member> measured = List.of();

    private Ensemble(List<Member> members, double[] weights, Combination combination) {
        this.members = List.copyOf(members);
        this.weights = weights;
        this.combination = combination;
    }

    /**
     * The members as one.
     *
     * @param views that predictions will be asked for, so that weights are learnt from the same
     * @throws RunFailedException with SPEC_INVALID where weights are to be learnt and there are no
     *     validation images
     */
    static Ensemble of(List<Member> members, EnsembleSpec.Combine combine, List<View> views) {
        int count = members.size();
        return switch (combine) {
            case MEAN -> mean(members, Combination.equal(count));
            case VOTE -> new Ensemble(members, Combination.equal(count), Combination.vote(count));
            case WEIGHTED -> mean(members, byAccuracy(members, views));
            case FITTED -> mean(members, fitted(members, views));
        };
    }

    private static Ensemble mean(List<Member> members, double[] weights) {
        return new Ensemble(members, weights, Combination.mean(weights));
    }

    private static double[] byAccuracy(List<Member> members, List<View> views) {
        double[] accuracies = new double[members.size()];
        for (int place = 0; place < accuracies.length; place++) {
            Measurement.Builder builder = members.get(place).builder();
            validation(members.get(place), views)
                    .forEachRemaining(
                            prediction -> builder.add(prediction.truth(), prediction.averaged()));
            accuracies[place] = builder.build().accuracy();
        }
        double sum = DoubleStream.of(accuracies).sum();
        return sum == 0
                ? Combination.equal(accuracies.length)
                : Arrays.stream(accuracies).map(accuracy -> accuracy / sum).toArray();
    }

    private static double[] fitted(List<Member> members, List<View> views) {
        double[][] likelihoods = new double[members.size()][];
        for (int place = 0; place < likelihoods.length; place++) {
            DoubleStream.Builder likelihood = DoubleStream.builder();
            validation(members.get(place), views)
                    .forEachRemaining(prediction ->
                            likelihood.add(prediction.averaged().probability(prediction.truth())));
            likelihoods[place] = likelihood.build().toArray();
        }
        return Mixture.fit(likelihoods);
    }

    private static Iterator<Prediction> validation(Member member, List<View> views) {
        if (member.planned().plan().dataset().split(Split.VALIDATION).isEmpty()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "ensemble.combine learns from validation images, and the dataset has none: give it validation images of its own or a validationFraction");
        }
        return member.predictions(Split.VALIDATION, views);
    }

    @Override
    public List<Planned> networks() {
        return members.stream().map(Member::planned).toList();
    }

    @Override
    public Iterator<Prediction> predictions(Split split, List<View> views) {
        List<Iterator<Prediction>> each =
                members.stream().map(member -> member.predictions(split, views)).toList();
        List<Measurement.Builder> alone = members.stream().map(Member::builder).toList();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = each.getFirst().hasNext();
                if (!more) {
                    measured = measured(alone);
                }
                return more;
            }

            @Override
            public Prediction next() {
                List<Prediction> all = each.stream().map(Iterator::next).toList();
                for (int place = 0; place < all.size(); place++) {
                    alone.get(place).add(all.get(place).truth(), all.get(place).averaged());
                }
                return combined(all, views.size() == 1);
            }
        };
    }

    private Prediction combined(List<Prediction> all, boolean plainOnly) {
        int truth = all.getFirst().truth();
        Scored plain = combined(truth, all.stream().map(Prediction::plain).toList());
        return plainOnly
                ? Prediction.plain(truth, plain)
                : new Prediction(
                        truth,
                        plain,
                        combined(truth, all.stream().map(Prediction::averaged).toList()));
    }

    private Scored combined(int truth, List<Scored> all) {
        return Scored.combined(
                truth, combination.of(all.stream().map(Scored::probabilities).toList()));
    }

    private List<EvaluationReport.Member> measured(List<Measurement.Builder> alone) {
        List<EvaluationReport.Member> results = new ArrayList<>();
        for (int place = 0; place < alone.size(); place++) {
            Measurement own = alone.get(place).build();
            results.add(
                    new EvaluationReport.Member(
                            members.get(place).name(),
                            weights[place],
                            own.accuracy(),
                            own.lossNats()));
        }
        return results;
    }

    @Override
    public List<EvaluationReport.Member> members() {
        return measured;
    }
}
