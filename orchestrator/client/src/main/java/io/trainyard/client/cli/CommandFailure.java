package io.trainyard.client.cli;

/** A command that cannot be carried out as given; the message is for the user. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
