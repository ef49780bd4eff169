package io.trainyard.orchestrator.view;

import io.trainyard.contract.api.WorkerView;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.History;
import io.trainyard.orchestrator.store.WorkerRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Workers, those that live and those that were. */
@ApplicationScoped
public class WorkerViews {
    private static final int MOST = 1_000;

    private final History history;
    private final Settings settings;

    WorkerViews(History history, Settings settings) {
        this.history = history;
        this.settings = settings;
    }

    /** The workers heard last, newest first. */
    @Transactional
    public List<WorkerView> newest() {
        Map<String, List<UUID>> held =
                history.held().stream()
                        .collect(
                                Collectors.groupingBy(
                                        History.Held::worker,
                                        Collectors.mapping(
                                                History.Held::run, Collectors.toList())));
        return WorkerRecord.newest(MOST).stream()
                .map(worker -> view(worker, held.getOrDefault(worker.worker, List.of())))
                .toList();
    }

    private WorkerView view(WorkerRecord worker, List<UUID> running) {
        boolean recent = worker.silentMs <= settings.heartbeat().multipliedBy(3).toMillis();
        return new WorkerView(
                worker.worker,
                worker.host,
                worker.pool,
                worker.slots,
                worker.device,
                recent && !worker.gone,
                worker.gone,
                worker.seenAt,
                running);
    }
}
