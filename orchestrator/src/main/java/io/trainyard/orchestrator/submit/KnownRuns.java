package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.spec.Problems;
import io.trainyard.contract.spec.RunWeights;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.store.FinishedWeights;
import io.trainyard.orchestrator.store.FinishedWeights.Source;
import io.trainyard.orchestrator.store.IdPrefix;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Looks up the runs whose weights a spec takes. Only runs that have ended count: their best
 * checkpoint moves no more, and stays as long as they do.
 */
@ApplicationScoped
class KnownRuns {
    private static final String ID = "[0-9a-fA-F][0-9a-fA-F-]{3,35}";

    private final FinishedWeights weights;

    KnownRuns(FinishedWeights weights) {
        this.weights = weights;
    }

    /**
     * Writes the whole id of each run that a complete spec refers to into its tree.
     *
     * @return whether it refers to any
     * @throws SpecException with every reference that leads nowhere
     */
    boolean name(ObjectNode spec) {
        var problems = new Problems();
        List<RunWeights> references = RunWeights.in(spec);
        for (RunWeights reference : references) {
            String written = "run:" + reference.id();
            List<Source> found = find(reference.id());
            Optional<String> problem = problem(reference, found);
            problem.ifPresentOrElse(
                    reason ->
                            problems.add(
                                    reference.path(),
                                    TextNode.valueOf(written),
                                    () ->
                                            "%s '%s' %s"
                                                    .formatted(reference.path(), written, reason)),
                    () -> reference.name(found.getFirst().id().toString()));
        }
        problems.refuseAny();
        return !references.isEmpty();
    }

    private List<Source> find(String id) {
        return id.matches(ID) && id.replace("-", "").length() <= 32
                ? weights.find(IdPrefix.of(id), 2)
                : List.of();
    }

    private static Optional<String> problem(RunWeights reference, List<Source> found) {
        if (!reference.id().matches(ID)) {
            return Optional.of(
                    "is no run: give 'run:' and the run's id, or at least its first four digits");
        }
        if (found.isEmpty()) {
            return Optional.of("is no run of this server; 'trainyard list' shows those it has");
        }
        if (found.size() > 1) {
            return Optional.of("is the beginning of several runs' ids: give more of it");
        }
        Source run = found.getFirst();
        if (!run.state().isTerminal()) {
            return Optional.of(
                    "is %s: wait until it has ended, as its best checkpoint may still change"
                            .formatted(run.state()));
        }
        if (!run.best()) {
            return Optional.of(
                    "ended as %s without a checkpoint: name a run that trained"
                            .formatted(run.state()));
        }
        if (!run.architecture().equals(reference.architecture())) {
            return Optional.of(
                    "has weights of %s, and they are wanted for %s: the architectures must be the same"
                            .formatted(run.architecture(), reference.architecture()));
        }
        return Optional.empty();
    }
}
