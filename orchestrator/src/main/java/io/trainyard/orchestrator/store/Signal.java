package io.trainyard.orchestrator.store;

/**
 * That something changed, for those who would otherwise poll: a CDI event, to be observed after the
 * transaction's success. Losing one costs a loop's interval and nothing else.
 */
public sealed interface Signal {
    /** Messages wait to be sent. */
    record OutboxFilled() implements Signal {}

    /** The ledger has rows that streams have not seen. */
    record LedgerGrew() implements Signal {}

    /** Runs or slots became free, so that more may be published. */
    record QueueMoved() implements Signal {}
}
