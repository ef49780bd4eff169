package io.trainyard.orchestrator.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code checkpoint} as it is read. */
@Entity
@Immutable
@Table(name = "checkpoint")
@SuppressWarnings("NullAway.Init")
public class CheckpointRecord extends PanacheEntityBase {
    @Id public UUID id;
    public UUID run;
    public int attempt;
    public int epoch;
    public long step;

    /** JSON: metric name to value. */
    @ColumnTransformer(read = "cast(measured as text)")
    public String measured;

    @Column(name = "published_at")
    public @Nullable Instant publishedAt;

    /** A run's published checkpoints, oldest first. */
    public static List<CheckpointRecord> publishedOf(UUID run) {
        return list("run = ?1 and publishedAt is not null order by step, attempt", run);
    }
}
