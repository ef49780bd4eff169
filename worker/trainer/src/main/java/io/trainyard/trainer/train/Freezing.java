package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.Freeze;
import io.trainyard.trainer.component.NamePattern;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.failure.RunFailedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which parameters a spec keeps as they are. */
final class Freezing {
    private Freezing() {}

    /** Names of the parameters that are frozen in a phase; see {@link #frozen(Network, Freeze)}. */
    static Set<String> frozen(Network network, Phase phase) {
        return frozen(network, phase.spec().model().freeze(), phase.freezePath());
    }

    /**
     * Names of the frozen parameters.
     *
     * @throws RunFailedException with SPEC_INVALID where a pattern matches nothing or nothing is
     *     left to train
     */
    static Set<String> frozen(Network network, Freeze freeze) {
        return frozen(network, freeze, "model.freeze");
    }

    private static Set<String> frozen(Network network, Freeze freeze, String path) {
        List<String> names = network.parameters().stream().map(TensorSpec::name).toList();
        Set<String> frozen =
                switch (freeze) {
                    case Freeze.Nothing() -> Set.of();
                    case Freeze.Early() ->
                            network.parametersBeforeStage(network.stages().size() / 2);
                    case Freeze.Most() ->
                            network.parametersBeforeStage(network.stages().size() - 1);
                    case Freeze.Backbone() -> select(names, name -> !network.isHead(name));
                    case Freeze.Named(List<String> patterns) ->
                            named(network, names, patterns, path);
                };
        if (frozen.size() == names.size()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "%s leaves no parameter of %s to train".formatted(path, network.name()));
        }
        return frozen;
    }

    private static Set<String> named(
            Network network, List<String> names, List<String> patterns, String path) {
        Map<String, Predicate<String>> matchers =
                patterns.stream()
                        .distinct()
                        .collect(Collectors.toMap(pattern -> pattern, NamePattern::matcher));
        List<String> idle =
                patterns.stream()
                        .filter(pattern -> names.stream().noneMatch(matchers.get(pattern)))
                        .toList();
        if (!idle.isEmpty()) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID,
                    "%s: %s match no parameter of %s; its parameters: %s"
                            .formatted(path, idle, network.name(), String.join(", ", names)));
        }
        return select(
                names, name -> matchers.values().stream().anyMatch(matcher -> matcher.test(name)));
    }

    private static Set<String> select(List<String> names, Predicate<String> wanted) {
        return names.stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
    }
}
