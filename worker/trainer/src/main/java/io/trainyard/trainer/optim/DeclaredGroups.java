package io.trainyard.trainer.optim;

import io.trainyard.trainer.component.NamePattern;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.optim.ParameterGroups.Declared;
import io.trainyard.trainer.optim.ParameterGroups.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Groups that a spec declares by name patterns. */
final class DeclaredGroups {
    private final Network network;
    private final List<TensorSpec> trained;
    private final List<Declared> declared;
    private final List<Predicate<String>> matchers;

    DeclaredGroups(Network network, List<TensorSpec> trained, List<Declared> declared) {
        this.network = network;
        this.trained = trained;
        this.declared = declared;
        this.matchers =
                declared.stream()
                        .map(group ->
                                group.match().stream()
                                        .map(NamePattern::matcher)
                                        .reduce(name -> false, Predicate::or))
                        .toList();
    }

    /**
     * The parameters of each.
     *
     * @param weightDecay where a group says nothing
     * @throws IllegalArgumentException with every problem
     */
    List<Members> members(double weightDecay) {
        List<String> problems = new ArrayList<>(idlePatterns());
        trained.forEach(parameter -> misplacement(parameter.name()).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return IntStream.range(0, declared.size())
                .mapToObj(place ->
                        new Members(
                                trained.stream()
                                        .filter(each -> matchers.get(place).test(each.name()))
                                        .toList(),
                                declared.get(place).learningRateFactor(),
                                Optional.ofNullable(declared.get(place).weightDecay())
                                        .orElse(weightDecay)))
                .toList();
    }

    private Optional<String> misplacement(String name) {
        int[] places =
                IntStream.range(0, matchers.size())
                        .filter(place -> matchers.get(place).test(name))
                        .toArray();
        return switch (places.length) {
            case 0 ->
                    Optional.of(
                            "parameter '%s' is in none of optimizer.groups; add a pattern that matches it"
                                    .formatted(name));
            case 1 -> Optional.empty();
            default ->
                    Optional.of(
                            "parameter '%s' is in %s; it may be in one alone"
                                    .formatted(name, ParameterGroups.listed(IntStream.of(places))));
        };
    }

    private List<String> idlePatterns() {
        return declared.stream()
                .flatMap(group -> group.match().stream())
                .filter(pattern ->
                        network.parameters().stream()
                                .noneMatch(each -> NamePattern.matcher(pattern).test(each.name())))
                .map(pattern ->
                        "optimizer.groups: '%s' matches no parameter of %s"
                                .formatted(pattern, network.name()))
                .toList();
    }
}
