package io.trainyard.orchestrator.search;

/** A mistake in a filter or a sort: where it is, what is allowed, and what may have been meant. */
public final class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /**
     * @param at the mistake's first character, from 0
     */
    SearchException(String message, int at) {
        super(message);
        this.at = at;
    }

    /** The mistake's first character, from 0. */
    public int at() {
        return at;
    }
}
