package io.trainyard.orchestrator.trigger;

import io.trainyard.contract.spec.Problem;
import java.util.regex.Pattern;

/** Keeps what a user wrote in the wrong place out of answers and the ledger. */
final class Secrets {
    private static final Pattern SECRET = Pattern.compile("whsec_[^\\s'\"]*");

    private Secrets() {}

    static Problem hidden(Problem problem) {
        boolean inValue =
                problem.value() != null && SECRET.matcher(problem.value().toString()).find();
        return new Problem(
                problem.path(),
                inValue ? null : problem.value(),
                SECRET.matcher(problem.message()).replaceAll("whsec_..."));
    }
}
