package io.trainyard.orchestrator.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Extremes;
import io.trainyard.orchestrator.store.Facts;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Measured;
import io.trainyard.orchestrator.store.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts of a batch of events, sorted by the table they belong to. */
final class EventFacts {
    private final List<Facts.Series> series = new ArrayList<>();
    private final List<Facts.Epoch> epochs = new ArrayList<>();
    private final List<Facts.Evaluation> evaluations = new ArrayList<>();
    private final List<Facts.Log> logs = new ArrayList<>();
    private final Map<Attempts.Key, Progress> progress = new LinkedHashMap<>();
    private final Extremes extremes = new Extremes();

    void add(EventEnvelope envelope) {
        Attempts.Key of = EventWriter.attemptOf(envelope);
        var _ =
                progress.merge(
                        of,
                        Progress.NONE.after(envelope.event()),
                        (known, _) -> known.after(envelope.event()));
        switch (envelope.event()) {
            case RunEvent.Metrics metrics ->
                    metrics.series()
                            .forEach((name, points) ->
                                    series.add(
                                            new Facts.Series(
                                                    of,
                                                    envelope.seq(),
                                                    name,
                                                    metrics.steps(),
                                                    points)));
            case RunEvent.EpochEnded ended -> {
                epochs.add(new Facts.Epoch(of, ended));
                extremes.add(of.run(), ended.values());
            }
            case RunEvent.Finished finished -> extremes.add(of.run(), finished.values());
            case RunEvent.Evaluated result -> evaluations.add(new Facts.Evaluation(of, result));
            case RunEvent.LogLine line ->
                    logs.add(new Facts.Log(of, envelope.seq(), envelope.at(), line));
            case RunEvent.Started _,
                    RunEvent.CheckpointWritten _,
                    RunEvent.Failed _,
                    RunEvent.Cancelled _ -> {}
        }
    }

    /**
     * The ledger's line for an event. Every stream carries it, so a matrix, which is in its own
     * table, is left out.
     */
    Entry entry(EventEnvelope envelope) {
        RunEvent told =
                envelope.event() instanceof RunEvent.Evaluated result
                        ? result.summary()
                        : envelope.event();
        ObjectNode body = Wire.json().valueToTree(told);
        try {
            return new Entry(
                    envelope.run(),
                    envelope.attempt(),
                    envelope.seq(),
                    body.path("type").asText(),
                    envelope.at(),
                    Wire.json().writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("it was read from JSON", impossible);
        }
    }

    /** Writes all of them; the ledger's lock is taken for those whose readers page by id. */
    void writeTo(Facts facts, Measured measured, Ledger ledger) {
        facts.addSeries(series);
        facts.addEpochs(epochs);
        facts.addEvaluations(evaluations);
        facts.addProgress(progress);
        measured.add(extremes);
        if (!logs.isEmpty()) {
            ledger.lock();
            facts.addLogs(logs);
        }
    }
}
