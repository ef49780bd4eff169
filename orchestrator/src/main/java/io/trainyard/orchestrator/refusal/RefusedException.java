package io.trainyard.orchestrator.refusal;

/** A request that was understood and turned down. Its message is a sentence for the caller. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    RefusedException(Refusal reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
