package io.trainyard.client.trainer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A program that speaks like a trainer; what it does with a spec is the spec's name. */
public final class FakeTrainer {
    private FakeTrainer() {}

    @SuppressWarnings("SystemOut") // The pipe is what this is about.
    public static void main(String[] arguments) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.contains("\"crash\"")) {
                System.err.println("something native gave way");
                System.err.println("\tat some.place.deep(Inside.java:1)");
                System.exit(7);
            } else if (line.contains("\"exhaust\"")) {
                System.exit(3);
            } else if (line.contains("\"babble\"")) {
                System.out.println("{" + "x".repeat(5 << 20));
            } else if (line.contains("\"finish\"")) {
                System.out.println("a library says hello");
                System.out.println("{\"type\":\"log\",\"level\":\"info\",\"message\":\"größer\"}");
                System.out.println(
                        "{\"type\":\"finished\",\"step\":9,\"values\":{\"test.accuracy\":0.5}}");
            } else if (line.contains("\"wait\"")) {
                System.out.println("{\"type\":\"log\",\"level\":\"info\",\"message\":\"waiting\"}");
            } else if (line.contains("\"cancel\"")) {
                System.out.println("{\"type\":\"cancelled\",\"step\":4}");
            } else if (line.contains("\"exit\"")) {
                return;
            }
        }
    }
}
