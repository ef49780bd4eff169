package io.trainyard.orchestrator.view;

import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.orchestrator.store.CheckpointRecord;
import io.trainyard.orchestrator.store.RunRecord;
import io.trainyard.orchestrator.store.StoredFiles;
import io.trainyard.orchestrator.store.StoredFiles.StoredFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Published checkpoints. */
@ApplicationScoped
public class CheckpointViews {
    private final StoredFiles files;

    CheckpointViews(StoredFiles files) {
        this.files = files;
    }

    /** A run's checkpoints, oldest first; NOT_FOUND where there is no such run. */
    @Transactional
    public List<CheckpointView> of(UUID id) {
        RunRecord run = RunViews.record(id);
        List<CheckpointRecord> records = CheckpointRecord.publishedOf(id);
        Map<UUID, List<StoredFile>> byCheckpoint =
                files.of(records.stream().map(record -> record.id).toList()).stream()
                        .collect(Collectors.groupingBy(StoredFile::checkpoint));
        return records.stream()
                .map(record -> view(run, record, byCheckpoint.getOrDefault(record.id, List.of())))
                .toList();
    }

    /** Where another attempt of a run continues, if there is such a place. */
    @Transactional
    public Optional<CheckpointView> last(UUID id) {
        return of(id).stream()
                .filter(checkpoint -> checkpoint.roles().contains(CheckpointRole.LAST))
                .findFirst();
    }

    private static CheckpointView view(
            RunRecord run, CheckpointRecord record, List<StoredFile> stored) {
        Set<CheckpointRole> roles = EnumSet.noneOf(CheckpointRole.class);
        if (record.id.equals(run.bestCheckpoint)) {
            roles.add(CheckpointRole.BEST);
        }
        if (record.id.equals(run.lastCheckpoint)) {
            roles.add(CheckpointRole.LAST);
        }
        return new CheckpointView(
                record.id,
                record.attempt,
                record.epoch,
                record.step,
                roles,
                Json.values(record.measured),
                Objects.requireNonNull(record.publishedAt),
                stored.stream()
                        .map(file ->
                                new CheckpointView.File(file.name(), file.bytes(), file.sha256()))
                        .toList());
    }
}
