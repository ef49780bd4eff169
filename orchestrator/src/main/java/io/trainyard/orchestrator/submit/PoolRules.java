package io.trainyard.orchestrator.submit;

import io.trainyard.contract.api.PoolChange;
import io.trainyard.contract.api.ProjectChange;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Rules;
import io.trainyard.orchestrator.store.Rules.PoolRule;
import io.trainyard.orchestrator.store.Rules.ProjectRule;
import io.trainyard.orchestrator.store.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sets what pools and projects are allowed. */
@ApplicationScoped
public class PoolRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final double HEAVIEST = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int NO_BOUND = -1;

    private final Rules rules;
    private final Event<Signal.QueueMoved> moved;

    PoolRules(Rules rules, Event<Signal.QueueMoved> moved) {
        this.rules = rules;
        this.moved = moved;
    }

    /**
     * Changes a pool's rule.
     *
     * @throws RefusedException PARAMETER_INVALID with all that is wrong
     */
    @Transactional
    public void set(String pool, PoolChange change) {
        List<String> problems = new ArrayList<>();
        checkName("pool", pool, problems);
        checkBound("maxRunning", change.maxRunning(), problems);
        checkBound("maxWaiting", change.maxWaiting(), problems);
        Duration minimum = change.minimumRun();
        if (minimum != null && (minimum.isNegative() || minimum.compareTo(LONGEST) > 0)) {
            problems.add("minimumRun '%s' must be from PT0S to P365D".formatted(minimum));
        }
        refuse(problems);
        PoolRule known = rules.pool(pool).orElseGet(() -> PoolRule.usual(pool));
        rules.set(
                new PoolRule(
                        pool,
                        bound(change.maxRunning(), known.maxRunning()),
                        bound(change.maxWaiting(), known.maxWaiting()),
                        Objects.requireNonNullElse(change.preemption(), known.preemption()),
                        Objects.requireNonNullElse(minimum, known.minimumRun())));
        moved.fire(new Signal.QueueMoved());
    }

    /**
     * Changes the rule of a project in a pool.
     *
     * @throws RefusedException PARAMETER_INVALID with all that is wrong
     */
    @Transactional
    public void set(String pool, String project, ProjectChange change) {
        List<String> problems = new ArrayList<>();
        checkName("pool", pool, problems);
        checkName("project", project, problems);
        checkBound("maxRunning", change.maxRunning(), problems);
        checkBound("maxWaiting", change.maxWaiting(), problems);
        Double weight = change.weight();
        if (weight != null && !(weight > 0 && weight <= HEAVIEST)) {
            problems.add(
                    "weight '%s' must be above 0 and at most %,.0f".formatted(weight, HEAVIEST));
        }
        refuse(problems);
        ProjectRule known =
                rules.projects(pool).stream()
                        .filter(rule -> rule.project().equals(project))
                        .findFirst()
                        .orElseGet(() -> ProjectRule.usual(pool, project));
        rules.set(
                new ProjectRule(
                        pool,
                        project,
                        Objects.requireNonNullElse(weight, known.weight()),
                        bound(change.maxRunning(), known.maxRunning()),
                        bound(change.maxWaiting(), known.maxWaiting())));
        moved.fire(new Signal.QueueMoved());
    }

    private static @Nullable Integer bound(@Nullable Integer change, @Nullable Integer known) {
        if (change == null) {
            return known;
        }
        return change == NO_BOUND ? null : change;
    }

    private static void checkName(String what, String name, List<String> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "%s '%s' must be lower-case letters, digits and hyphens".formatted(what, name));
        }
    }

    private static void checkBound(String what, @Nullable Integer bound, List<String> problems) {
        if (bound != null && bound < NO_BOUND) {
            problems.add("%s '%d' must be 0 or more, or -1 for no bound".formatted(what, bound));
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw Refusal.PARAMETER_INVALID.because("%s.", String.join("; ", problems));
        }
    }
}
