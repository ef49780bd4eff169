package io.trainyard.orchestrator.events;

/** A record's content, or why it has none that this build can read. */
sealed interface Decoded<T> {
    record Good<T>(T message) implements Decoded<T> {}

    record Bad<T>(String reason) implements Decoded<T> {}
}
