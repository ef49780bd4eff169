package io.trainyard.orchestrator.view;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.AttemptRecord;
import io.trainyard.orchestrator.store.History;
import io.trainyard.orchestrator.store.IdPrefix;
import io.trainyard.orchestrator.store.RunRecord;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs at a glance, and their attempts. */
@ApplicationScoped
public class RunViews {
    private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};

    private final History history;

    RunViews(History history) {
        this.history = history;
    }

    /**
     * One run.
     *
     * @throws RefusedException NOT_FOUND
     */
    @Transactional
    public RunView run(UUID id) {
        return view(record(id));
    }

    /** Runs, newest first; the page says where the next one begins. */
    @Transactional
    public RunPage page(List<RunState> states, IdPrefix prefix, long before, int limit) {
        // One more than asked for tells whether there is a further page.
        List<RunRecord> found =
                RunRecord.page(before, states, prefix.least(), prefix.most(), limit + 1);
        List<RunRecord> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.getLast().number) : null;
        return new RunPage(shown.stream().map(RunViews::view).toList(), next);
    }

    /**
     * The complete spec.
     *
     * @throws RefusedException NOT_FOUND
     */
    @Transactional
    public JsonNode spec(UUID id) {
        return Json.read(history.spec(id).orElseThrow(() -> absent(id)), TREE);
    }

    /**
     * A run's attempts, first to last.
     *
     * @throws RefusedException NOT_FOUND
     */
    @Transactional
    public List<AttemptView> attempts(UUID id) {
        var _ = record(id);
        return AttemptRecord.of(id).stream().map(RunViews::view).toList();
    }

    static RunRecord record(UUID id) {
        RunRecord record = RunRecord.findById(id);
        if (record == null) {
            throw absent(id);
        }
        return record;
    }

    private static RefusedException absent(UUID id) {
        return Refusal.NOT_FOUND.because("There is no run %s.", id);
    }

    static RunView view(RunRecord run) {
        return new RunView(
                run.id,
                run.name,
                run.kind,
                run.architecture,
                run.state,
                run.cancelRequested,
                run.interruption == Interruption.PAUSE,
                run.pool,
                run.project,
                run.priority,
                List.of(run.tags),
                run.submittedAt,
                run.earliestStart,
                run.origin,
                run.startedAt,
                run.endedAt,
                run.attempt,
                run.worker,
                run.epoch,
                run.epochs,
                run.step,
                run.steps,
                Json.values(run.newestValues),
                failure(run),
                null,
                null);
    }

    private static RunView.@Nullable Failure failure(RunRecord run) {
        return run.failureKind == null
                ? null
                : new RunView.Failure(run.failureKind, String.valueOf(run.failureMessage));
    }

    private static AttemptView view(AttemptRecord attempt) {
        return new AttemptView(
                attempt.attempt,
                attempt.state,
                attempt.worker,
                attempt.resumedFrom,
                attempt.claimedAt,
                attempt.endedAt,
                attempt.failureKind,
                attempt.failureMessage);
    }
}
