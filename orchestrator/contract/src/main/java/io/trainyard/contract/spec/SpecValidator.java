package io.trainyard.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Catalogue;

/** Checks a spec's tree against the experiment's schema and a catalogue, and completes it. */
public final class SpecValidator {
    private final Catalogue catalogue;
    private final ObjectNode schema = ExperimentSchema.schema().toJson();

    public SpecValidator(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A checked spec.
     *
     * @param tree complete: defaults filled in, components in object form; validating it again
     *     changes nothing
     */
    public record Validated(ObjectNode tree, ExperimentSpec spec) {}

    /**
     * Validates and completes.
     *
     * @throws SpecException with every problem at once, up to a hundred and a count of the others
     */
    public Validated validate(ObjectNode tree) {
        var problems = new Problems();
        JsonNode complete =
                new SchemaWalk(catalogue, problems)
                        .complete(PhaseSpec.withEpochs(EnsembleSpec.withModel(tree)), schema, "");
        CrossRules.check(complete, catalogue, problems);
        problems.refuseAny();
        ObjectNode result = (ObjectNode) complete;
        return new Validated(result, bind(result));
    }

    /** The JSON Schema of a whole experiment, with this catalogue's components spelled out. */
    public ObjectNode jsonSchema() {
        return JsonSchemaDocument.of(schema, catalogue);
    }

    /**
     * Binds a tree that {@link #validate} has returned, such as one read from a message.
     *
     * @throws IllegalArgumentException where the tree was never validated
     */
    public static ExperimentSpec bind(ObjectNode complete) {
        try {
            return Wire.json().treeToValue(complete, ExperimentSpec.class);
        } catch (JsonProcessingException mismatch) {
            throw new IllegalArgumentException("the spec's tree was not validated", mismatch);
        }
    }
}
