package io.trainyard.contract.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A spec that cannot be run, with every problem it has. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SpecException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
