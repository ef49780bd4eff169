package io.trainyard.trainer.optim;

import io.trainyard.trainer.component.NamePattern;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.optim.ParameterGroups.Declared;
import io.trainyard.trainer.optim.ParameterGroups.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        List<String> forgotten = names().filter(name -> places(name).length == 0).toList();
        if (!forgotten.isEmpty()) {
            problems.add(
                    "in none of optimizer.groups: %s; add patterns that match them"
                            .formatted(String.join(", ", forgotten)));
        }
        names().filter(name -> places(name).length > 1)
                .map(name ->
                        "parameter '%s' is in %s; it may be in one alone"
                                .formatted(name, listed(places(name))))
                .forEach(problems::add);
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

    private Stream<String> names() {
        return trained.stream().map(TensorSpec::name);
    }

    private int[] places(String name) {
        return IntStream.range(0, matchers.size())
                .filter(place -> matchers.get(place).test(name))
                .toArray();
    }

    private static String listed(int[] places) {
        return Arrays.stream(places)
                .mapToObj("optimizer.groups[%d]"::formatted)
                .collect(Collectors.joining(" and "));
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
