package io.trainyard.orchestrator.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.Wire;
import java.util.Map;

/** Reads the JSON that columns hold. */
final class Json {
    private static final TypeReference<Map<String, Double>> VALUES = new TypeReference<>() {};

    private Json() {}

    static Map<String, Double> values(String json) {
        return read(json, VALUES);
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return Wire.json().readValue(json, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the column holds what we wrote", impossible);
        }
    }
}
