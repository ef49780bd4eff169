package io.trainyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

/** A peer's program: takes a line, answers with one JSON line. It idles while ours is measured. */
final class Peer implements AutoCloseable {
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final String name;

    private Peer(Process process) throws IOException {
        this.process = process;
        this.requests = process.outputWriter();
        this.answers = process.inputReader();
        this.name = answer().path("peer").asText();
    }

    /** Starts it and waits until it is ready. */
    static Peer start(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return new Peer(process);
        } catch (IOException fault) {
            process.destroy();
            throw fault;
        }
    }

    /** Such as {@code PyTorch 2.13.0 eager}. */
    String name() {
        return name;
    }

    JsonNode ask(String request) throws IOException {
        requests.write(request);
        requests.newLine();
        requests.flush();
        return answer();
    }

    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the peer ended: " + process.info().commandLine().orElse("?"));
        }
        return Wire.json().readTree(line);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
