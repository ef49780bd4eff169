package io.trainyard.contract.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of components, one registry each. */
public enum ComponentType {
    DATASET,
    ARCHITECTURE,
    AUGMENTATION,
    OPTIMIZER,
    SCHEDULE,
    LOSS;

    /** The name on the wire: lower case. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that wire name. */
    @JsonCreator
    public static ComponentType of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
