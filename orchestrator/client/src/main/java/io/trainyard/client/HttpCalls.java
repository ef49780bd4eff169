package io.trainyard.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One server's address and token, and what every call to it has in common. */
final class HttpCalls {
    static final String JSON = "application/json";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .build();
    private final URI server;
    private final @Nullable String token;

    HttpCalls(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    URI server() {
        return server;
    }

    /** A request to a path below the server's address, authorised, with the usual time limit. */
    HttpRequest.Builder request(String path) {
        var request = stream(path);
        return request.timeout(ANSWER_LIMIT);
    }

    /** As {@link #request}, for an answer that goes on for as long as it likes. */
    HttpRequest.Builder stream(String path) {
        String base = server.toString().replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    <T> T read(String path, TypeReference<T> type) {
        return parse(send(request(path).header("Accept", JSON).build()), type);
    }

    <T> T post(String path, @Nullable Object body, TypeReference<T> type) {
        return parse(send(postRequest(path, body)), type);
    }

    <T> T put(String path, Object body, TypeReference<T> type) {
        var request =
                request(path)
                        .header("Content-Type", JSON)
                        .PUT(BodyPublishers.ofByteArray(bytes(body)));
        return parse(send(request.build()), type);
    }

    void post(String path, @Nullable Object body) {
        var _ = send(postRequest(path, body));
    }

    /** Posts text that a user wrote, YAML or JSON. */
    <T> T postText(String path, String text, TypeReference<T> type) {
        var request =
                request(path)
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(text));
        return parse(send(request.build()), type);
    }

    void delete(String path) {
        var _ = send(request(path).DELETE().build());
    }

    private HttpRequest postRequest(String path, @Nullable Object body) {
        if (body == null) {
            return request(path).POST(BodyPublishers.noBody()).build();
        }
        return request(path)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(bytes(body)))
                .build();
    }

    private static byte[] bytes(Object body) {
        try {
            return Wire.json().writeValueAsBytes(body);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** Sends, and returns the body of a good answer. */
    byte[] send(HttpRequest request) {
        HttpResponse<byte[]> answer = exchange(request, BodyHandlers.ofByteArray());
        if (isGood(answer)) {
            return answer.body();
        }
        throw failure(answer.statusCode(), answer.body());
    }

    /** Sends, and returns the body of a good answer while it is still arriving. */
    InputStream open(HttpRequest request) {
        HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
        if (isGood(answer)) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            throw failure(answer.statusCode(), body.readAllBytes());
        } catch (IOException broken) {
            throw unreachable(broken);
        }
    }

    static <T> T parse(byte[] body, TypeReference<T> type) {
        try {
            return Wire.json().readValue(body, type);
        } catch (IOException malformed) {
            throw new UncheckedIOException(
                    "the server's answer is not understood; is it a Trainyard of another version?",
                    malformed);
        }
    }

    ServerUnreachableException unreachable(IOException cause) {
        return new ServerUnreachableException(
                "the server at %s cannot be reached (%s)".formatted(server, reason(cause)), cause);
    }

    private <B> HttpResponse<B> exchange(HttpRequest request, HttpResponse.BodyHandler<B> body) {
        try {
            return http.send(request, body);
        } catch (IOException broken) {
            throw unreachable(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachableException("interrupted while waiting", interrupted);
        }
    }

    private static boolean isGood(HttpResponse<?> answer) {
        return answer.statusCode() / 100 == 2;
    }

    private RuntimeException failure(int status, byte[] body) {
        ProblemDetail problem = problem(status, body);
        return switch (status) {
            case 502, 503, 504 ->
                    new ServerUnreachableException(
                            "the server at %s cannot serve just now: %s"
                                    .formatted(server, problem.detail()),
                            null);
            default -> new ServerProblemException(problem);
        };
    }

    private static ProblemDetail problem(int status, byte[] body) {
        try {
            ProblemDetail problem = Wire.json().readValue(body, ProblemDetail.class);
            if (problem != null && problem.type() != null) {
                return problem;
            }
        } catch (IOException notOurs) {
            // A proxy's page, or a server that is not ours; its status says enough.
        }
        return ProblemDetail.of(
                "http-" + status, "HTTP " + status, status, "the server answered HTTP " + status);
    }

    private static String reason(IOException cause) {
        String message = cause.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        // The JDK's client leaves it without a message.
        return cause instanceof ConnectException
                ? "connection refused"
                : cause.getClass().getSimpleName();
    }
}
