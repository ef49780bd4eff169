package io.trainyard.client.cli.progress;

/** Shows how far a run is. */
public interface ProgressView extends AutoCloseable {
    /** How far a run is, with the newest measurements; NaN for what is not known yet. */
    record Position(
            int epoch, int epochs, long step, long steps, double lossNats, double accuracy) {}

    /** Steps were made. */
    void stepped(Position position);

    /** An epoch ended. */
    void epochEnded(Position position, String measurements);

    /** Something worth a line of its own. */
    void say(String line);

    /** Nothing follows for now. */
    @Override
    void close();
}
