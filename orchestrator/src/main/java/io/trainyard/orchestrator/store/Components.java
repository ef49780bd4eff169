package io.trainyard.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Components that only workers brought. */
@ApplicationScoped
public class Components {
    private final Database database;

    Components(Database database) {
        this.database = database;
    }

    /** All of them, by type and name. */
    public List<ComponentDescriptor> all() {
        return database.query(
                "SELECT type, name, summary, parameters FROM component ORDER BY type, name",
                Components::component);
    }

    private static ComponentDescriptor component(ResultSet row) throws SQLException {
        try {
            return new ComponentDescriptor(
                    ComponentType.of(row.getString("type")),
                    row.getString("name"),
                    row.getString("summary"),
                    Wire.json().readValue(row.getString("parameters"), ObjectNode.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("jsonb holds valid JSON", impossible);
        }
    }
}
