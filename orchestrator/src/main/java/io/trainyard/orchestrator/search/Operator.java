package io.trainyard.orchestrator.search;

/** A comparison. What a run does not have compares as unequal and as nothing else. */
public enum Operator {
    // Longer signs first: the tokens are read in this order.
    UNEQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    EQUAL("="),
    BELOW("<"),
    ABOVE(">"),
    CONTAINS("~");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }
}
