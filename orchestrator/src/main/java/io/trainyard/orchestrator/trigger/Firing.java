package io.trainyard.orchestrator.trigger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.trainyard.contract.api.Decision;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.Sha256;
import io.trainyard.orchestrator.store.StoreException;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.store.Triggers.Dated;
import io.trainyard.orchestrator.submit.Submission;
import io.trainyard.orchestrator.submit.Submission.Accepted;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Turns lines that are due into runs: both or neither, once. */
@ApplicationScoped
class Firing {
    private static final Logger LOG = Logger.getLogger(Firing.class);

    private final TriggerKinds kinds;
    private final Triggers triggers;
    private final TriggerLedger ledger;
    private final Submission submission;

    Firing(TriggerKinds kinds, Triggers triggers, TriggerLedger ledger, Submission submission) {
        this.kinds = kinds;
        this.triggers = triggers;
        this.ledger = ledger;
        this.submission = submission;
    }

    /** Fires a line, unless another replica has, or something newer came. */
    void fire(UUID trigger, long line) {
        try {
            QuarkusTransaction.requiringNew().run(() -> submit(trigger, line));
        } catch (SpecException invalid) {
            refuse(
                    line,
                    invalid.problems().stream()
                            .map(problem -> problem.under("spec"))
                            .map(Problem::message)
                            .collect(Collectors.joining("; ")));
        } catch (RefusedException refused) {
            refuse(line, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            if (!StoreException.isRefusal(failure)) {
                throw failure;
            }
            LOG.warnf(failure, "a trigger's run cannot be stored line=%d", line);
            refuse(
                    line,
                    "PostgreSQL refuses the run: " + StoreException.refusal(failure).getMessage());
        }
    }

    private void submit(UUID id, long line) {
        Optional<Dated> locked = triggers.lock(id);
        Optional<DecisionRow> found = ledger.line(line);
        if (locked.isEmpty() || found.isEmpty()) {
            return;
        }
        DecisionRow due = found.get();
        TriggerRow trigger = locked.get().trigger();
        Policy policy = policy(trigger);
        if (due.decision() != Decision.WAITING || Recorder.dueAt(due).isAfter(locked.get().now())) {
            return;
        }
        Accepted run =
                submission.submit(
                        Template.body(
                                Template.tagged(Template.read(trigger.spec()), trigger.name())),
                        key(due));
        String reason =
                policy.fires(due.detail(), due.seenAt(), Recorder.dueAt(due), locked.get().now());
        if (!ledger.decide(line, Decision.FIRED, reason, run.run())) {
            throw new IllegalStateException("a locked trigger's line was decided elsewhere");
        }
        LOG.infof(
                "trigger fired name=%s occurrence=%s runId=%s",
                trigger.name(), due.occurrence(), run.run());
    }

    private Policy policy(TriggerRow trigger) {
        return new Policy(
                trigger.debounce(), trigger.cooldown(), kinds.require(trigger.kind()).isLasting());
    }

    /** The same for every replica that may submit this occurrence. */
    private static String key(DecisionRow line) {
        return "trigger:%s:%s"
                .formatted(
                        line.trigger(),
                        Sha256.hex(line.occurrence().getBytes(StandardCharsets.UTF_8)));
    }

    /** The trigger goes on: the next occurrence may find the template valid. */
    private void refuse(long line, String why) {
        String reason = "the template was not accepted: " + why;
        var _ =
                QuarkusTransaction.requiringNew()
                        .call(() -> ledger.decide(line, Decision.REFUSED, reason, null));
        LOG.warnf("trigger's template refused line=%d reason=%s", line, why);
    }
}
