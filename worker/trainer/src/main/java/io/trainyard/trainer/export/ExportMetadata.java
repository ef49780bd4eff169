package io.trainyard.trainer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.trained.TrainedModel;
import java.util.Map;
import java.util.TreeMap;

/** What every exported file says of its network. */
final class ExportMetadata {
    private ExportMetadata() {}

    /** The source's metadata, and what is known where it has none. */
    static Map<String, String> of(TrainedModel model) {
        Network network = model.network();
        Map<String, String> metadata = new TreeMap<>(model.metadata());
        metadata.put("format", "pt");
        metadata.put("architecture", network.name());
        metadata.put("input", network.input().toString());
        return metadata;
    }

    static String json(Map<String, String> metadata) {
        try {
            return Wire.json().writeValueAsString(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
