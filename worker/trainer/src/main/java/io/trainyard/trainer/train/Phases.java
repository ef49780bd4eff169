package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.engine.Techniques.Distillation;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.failure.RunFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must hold between the phases of a run. */
final class Phases {
    private Phases() {}

    /**
     * Returns where every phase can be trained and all have the same weights.
     *
     * @param dataset at any size
     * @throws RunFailedException with SPEC_INVALID and the problems of every phase
     */
    static void check(ExperimentSpec run, Dataset dataset) {
        List<Phase> phases = Phase.all(run);
        if (phases.getFirst().isOnly()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        for (Phase phase : phases) {
            try {
                Plan plan = Plan.of(phase, resized(dataset, Plan.inputSize(phase.spec())));
                shapes(plan)
                        .forEach((name, shape) -> {
                            TensorShape first = shapes.putIfAbsent(name, shape);
                            if (first != null && !first.equals(shape)) {
                                problems.add(
                                        "%s: '%s' has the shape %s at size %d and %s before: a network whose weights depend on the size keeps one, so give every phase the same"
                                                .formatted(
                                                        phase.path(),
                                                        name,
                                                        shape,
                                                        Plan.inputSize(phase.spec()),
                                                        first));
                            }
                        });
            } catch (RunFailedException refused) {
                problems.add("%s: %s".formatted(phase.path(), refused.explanation()));
            }
        }
        if (!problems.isEmpty()) {
            throw new RunFailedException(FailureKind.SPEC_INVALID, String.join("; ", problems));
        }
    }

    /**
     * The groups of a phase, divided so that all parameters of one have made as many updates:
     * optimizers that count them ask one parameter of a group.
     */
    static List<Update.Group> byAge(List<Update.Group> groups, Phase phase, Network network) {
        List<Set<String>> frozen =
                Phase.all(phase.run()).stream()
                        .limit(phase.place() + 1L)
                        .map(each -> Freezing.frozen(network, each))
                        .toList();
        List<Update.Group> divided = new ArrayList<>();
        for (Update.Group group : groups) {
            Map<Integer, Set<String>> members =
                    group.parameters().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            name -> trainedSince(name, frozen),
                                            TreeMap::new,
                                            Collectors.toSet()));
            members.values()
                    .forEach(names ->
                            divided.add(new Update.Group(names, group.rate(), group.rule())));
        }
        return divided;
    }

    /** The first of the phases, up to the last, in all of which a parameter is trained. */
    private static int trainedSince(String name, List<Set<String>> frozen) {
        int since = frozen.size();
        while (since > 0 && !frozen.get(since - 1).contains(name)) {
            since--;
        }
        return since;
    }

    private static Map<String, TensorShape> shapes(Plan plan) {
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        plan.recipe().network().tensors().forEach(each -> shapes.put(each.name(), each.shape()));
        Distillation distillation = plan.recipe().techniques().distillation();
        if (distillation != null) {
            for (TensorSpec each : distillation.teacher().tensors()) {
                shapes.put("teacher's " + each.name(), each.shape());
            }
        }
        return shapes;
    }

    /** The same images as they would be at another size; they are not to be looked at. */
    private static Dataset resized(Dataset dataset, int size) {
        return new Dataset(
                dataset.classes(),
                TensorShape.of(dataset.sample().size(0), size, size),
                dataset.splits(),
                List.of());
    }
}
