package io.trainyard.contract.spec;

import static io.trainyard.contract.catalogue.Schema.choice;
import static io.trainyard.contract.catalogue.Schema.component;
import static io.trainyard.contract.catalogue.Schema.listOf;
import static io.trainyard.contract.catalogue.Schema.object;
import static io.trainyard.contract.catalogue.Schema.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.EvaluationReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks that are measured as one.
 *
 * @param members at least two
 * @param combine how their probabilities become one
 */
public record EnsembleSpec(List<Member> members, Combine combine) {
    private static final int LONGEST_PATH = 4096;

    public EnsembleSpec {
        members = List.copyOf(members);
    }

    /**
     * One network.
     *
     * @param weights where its weights are, as {@code model.weights}
     * @param input how images enter it, or null for the spec's own
     */
    public record Member(
            ComponentSpec architecture, String weights, ExperimentSpec.@Nullable Input input) {
        /** The network as a spec of its own names it. */
        public ExperimentSpec.Model model() {
            return new ExperimentSpec.Model(
                    architecture, weights, new Freeze.Nothing(), ExperimentSpec.Head.KEEP);
        }

        /** {@code resnet20_cifar run-1/model.safetensors}. */
        public String name() {
            return "%s %s".formatted(architecture.kind(), weights);
        }
    }

    /** How members become one. */
    public enum Combine {
        /** The mean of the probabilities. */
        @JsonProperty("mean")
        MEAN,
        /** The mean weighted by each member's accuracy on the validation images. */
        @JsonProperty("weighted")
        WEIGHTED,
        /** The weighted mean that explains the validation images best. */
        @JsonProperty("fitted")
        FITTED,
        /** The class that most members predict; the mean breaks ties. */
        @JsonProperty("vote")
        VOTE;

        /** Whether weights are learnt from validation images. */
        public boolean needsValidation() {
            return switch (this) {
                case MEAN, VOTE -> false;
                case WEIGHTED, FITTED -> true;
            };
        }
    }

    /**
     * The schema.
     *
     * @param input that of {@code input}
     */
    static Schema schema(Schema input) {
        return object().require(
                        "members",
                        "the networks",
                        listOf(
                                        object().require(
                                                        "architecture",
                                                        "the network's name",
                                                        component(ComponentType.ARCHITECTURE))
                                                .require(
                                                        "weights",
                                                        "its weights, as model.weights",
                                                        text().size(1, LONGEST_PATH))
                                                .with(
                                                        "input",
                                                        "how images enter it, where not as the spec's input says",
                                                        input))
                                .size(2, EvaluationReport.MOST_MEMBERS))
                .with(
                        "combine",
                        "mean; weighted by accuracy or fitted by likelihood on the validation images; majority vote",
                        choice("mean", "weighted", "fitted", "vote").defaultsTo("mean"));
    }

    /**
     * A spec whose model is its ensemble's first member, where it names none: all that reads one
     * network's spec then reads an ensemble's.
     */
    static ObjectNode withModel(ObjectNode spec) {
        if (spec.has("model")
                || !(spec.path("ensemble").path("members").path(0) instanceof ObjectNode first)) {
            return spec;
        }
        ObjectNode complete = spec.deepCopy();
        ObjectNode model = complete.putObject("model");
        for (String key : List.of("architecture", "weights")) {
            if (first.has(key)) {
                model.set(key, first.get(key));
            }
        }
        return complete;
    }
}
