package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * torch's param_groups: which parameters share a learning rate and a weight decay. Every optimizer
 * takes the same parameters for them.
 *
 * @param factors of the groups' learning rates, in order
 * @param groups what the engine updates alike; several may share a rate and differ in the decay
 */
public record ParameterGroups(List<Double> factors, List<Update.Group> groups) {
    public ParameterGroups {
        factors = List.copyOf(factors);
        groups = List.copyOf(groups);
    }

    private record Config(
            double weightDecay,
            boolean decayNormsAndBiases,
            double depthDecay,
            List<Declared> groups) {}

    /** One group as a spec has it. */
    record Declared(List<String> match, double learningRateFactor, @Nullable Double weightDecay) {
        Declared {
            match = List.copyOf(match);
        }
    }

    /** Parameters with one rate. */
    record Members(List<TensorSpec> parameters, double factor, double weightDecay) {
        Members {
            parameters = List.copyOf(parameters);
        }
    }

    /** Adds what all optimizers take. */
    static Schema schema(Schema own) {
        return own.with(
                        "decayNormsAndBiases",
                        "whether the weight decay also applies to parameters of one dimension: norms and biases",
                        Schema.flag().defaultsTo(true))
                .with(
                        "depthDecay",
                        "factor of the learning rate from each block to the one before it; the last keeps the full rate",
                        Schema.number().above(0).atMost(1).defaultsTo(1))
                .with(
                        "groups",
                        "parameter groups; each trained parameter belongs to exactly one",
                        Schema.listOf(group()).size(0, 1000).defaultsTo(List.of()));
    }

    private static Schema group() {
        return Schema.object()
                .require(
                        "match",
                        "name patterns, in which * stands for any characters",
                        Schema.listOf(Schema.text().size(1, 200)).size(1, 1000))
                .with(
                        "learningRateFactor",
                        "times the optimizer's learning rate",
                        Schema.number().atLeast(0).defaultsTo(1))
                .with("weightDecay", "left out: the optimizer's", Schema.number().atLeast(0));
    }

    /**
     * The groups of a network.
     *
     * @param frozen names of the parameters that are not trained; a group may hold some
     * @param cyclesMomentum whether each step is given the momentum
     * @throws IllegalArgumentException with every problem where a parameter is in none or in two
     *     groups, or a pattern matches none
     */
    public static ParameterGroups of(
            Optimizer optimizer,
            ObjectNode parameters,
            Network network,
            Set<String> frozen,
            boolean cyclesMomentum) {
        Config config = Parameters.bind(parameters, Config.class);
        List<TensorSpec> trained =
                network.parameters().stream()
                        .filter(parameter -> !frozen.contains(parameter.name()))
                        .toList();
        List<Members> members;
        if (!config.groups.isEmpty()) {
            members =
                    new DeclaredGroups(network, trained, config.groups).members(config.weightDecay);
        } else if (config.depthDecay < 1) {
            members = DepthGroups.members(trained, config.depthDecay, config.weightDecay);
        } else {
            members = List.of(new Members(trained, 1, config.weightDecay));
        }
        List<Update.Group> groups = new ArrayList<>();
        for (int rate = 0; rate < members.size(); rate++) {
            int place = rate;
            decays(members.get(rate), config.decayNormsAndBiases)
                    .forEach((decay, names) ->
                            groups.add(
                                    new Update.Group(
                                            names,
                                            place,
                                            optimizer.rule(
                                                    parameters.deepCopy().put("weightDecay", decay),
                                                    cyclesMomentum))));
        }
        return new ParameterGroups(members.stream().map(Members::factor).toList(), groups);
    }

    /** The names by their weight decay. */
    private static Map<Double, Set<String>> decays(Members members, boolean decayNormsAndBiases) {
        return members.parameters.stream()
                .collect(
                        Collectors.groupingBy(
                                parameter ->
                                        decayNormsAndBiases || parameter.shape().sizes().size() > 1
                                                ? members.weightDecay
                                                : 0.0,
                                java.util.TreeMap::new,
                                Collectors.mapping(TensorSpec::name, Collectors.toSet())));
    }
}
