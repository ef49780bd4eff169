package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.Schema;
import java.util.List;

/** Checks trees that are no experiments with the walk and the words that experiments get. */
public final class SchemaCheck {
    private static final Catalogue NO_COMPONENTS = new Catalogue("", List.of());

    private SchemaCheck() {}

    /**
     * The tree completed with the schema's defaults; what is wrong stays as it was.
     *
     * @param schema of type object, without components
     * @param path where the tree stands, empty for a whole document
     * @param problems grows by everything that is wrong
     */
    public static ObjectNode complete(
            ObjectNode tree, Schema schema, String path, List<Problem> problems) {
        Problems found = new Problems();
        JsonNode complete =
                new SchemaWalk(NO_COMPONENTS, found).complete(tree, schema.toJson(), path);
        problems.addAll(found.told());
        return (ObjectNode) complete;
    }
}
