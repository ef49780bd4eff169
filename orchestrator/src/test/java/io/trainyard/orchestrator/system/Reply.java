package io.trainyard.orchestrator.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An answer over HTTP. */
public record Reply(HttpResponse<byte[]> response) {
    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return as(JsonNode.class);
    }

    public <T> T as(Class<T> type) {
        try {
            return Wire.json().readValue(response.body(), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(text(), unreadable);
        }
    }

    /** The code of a problem, such as {@code fenced}; empty where the answer is none. */
    public String problem() {
        return header("Content-Type").startsWith(ProblemDetail.MEDIA_TYPE)
                ? as(ProblemDetail.class).type().substring(ProblemDetail.PREFIX.length())
                : "";
    }
}
