package io.trainyard.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that answers as it was told and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
    /** What came in. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Request(String line, Map<String, List<String>> headers, byte[] body) {
        /** A header's first value, or nothing. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /** An answer to be given. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Answer(int status, String type, byte[] body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    public FakeServer() throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.setExecutor(threads);
        var _ = server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers to a request line such as {@code GET /api/runs}, in turn; the last one stays. */
    public FakeServer on(String line, Answer... inTurn) {
        answers.put(line, Collections.synchronizedList(new ArrayList<>(List.of(inTurn))));
        return this;
    }

    /** As {@link #on}, with an object that is sent as JSON. */
    public FakeServer onJson(String line, Object body) {
        return on(line, json(body));
    }

    public static Answer json(Object body) {
        return new Answer(200, "application/json", bytes(body));
    }

    public static Answer problem(int status, String code, String detail) {
        return problem(ProblemDetail.of(code, code, status, detail));
    }

    public static Answer problem(ProblemDetail problem) {
        return new Answer(problem.status(), ProblemDetail.MEDIA_TYPE, bytes(problem));
    }

    public static Answer text(String type, String body) {
        return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** All requests so far, oldest first. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private static byte[] bytes(Object body) {
        try {
            return Wire.json().writeValueAsBytes(body);
        } catch (IOException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(new Request(line, Map.copyOf(exchange.getRequestHeaders()), body));
            Answer answer = next(line);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            boolean empty = answer.status() == 204 || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
            if (!empty) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer next(String line) {
        List<Answer> inTurn = answers.get(line);
        if (inTurn == null) {
            return problem(404, "not-found", "there is no " + line);
        }
        return inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
