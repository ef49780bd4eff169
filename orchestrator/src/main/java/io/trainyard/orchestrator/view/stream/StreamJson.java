package io.trainyard.orchestrator.view.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.trainyard.contract.Wire;
import io.trainyard.orchestrator.store.Ledger.Line;

/**
 * Writes a line as a {@link io.trainyard.contract.api.StreamItem}, without reading the event in it
 * first: an orchestrator can tell events that only newer builds understand.
 */
public final class StreamJson {
    private StreamJson() {}

    /** The name of the server-sent event: {@code state} or {@code event}. */
    public static String name(Line line) {
        return line.seq() == null ? "state" : "event";
    }

    /** The data of the server-sent event, one line of JSON. */
    public static String data(Line line) {
        ObjectNode item =
                Wire.json()
                        .createObjectNode()
                        .put("type", name(line))
                        .put("run", line.run().toString())
                        .put("at", line.at().toString())
                        .put("attempt", line.attempt());
        if (line.seq() == null) {
            item.putRawValue("state", new RawValue(line.body()));
        } else {
            item.put("seq", line.seq()).putRawValue("event", new RawValue(line.body()));
        }
        try {
            return Wire.json().writeValueAsString(item);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are always writable", impossible);
        }
    }
}
