package io.trainyard.orchestrator.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.FailureKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code run} as it is read; transitions write it through {@link Runs}. */
@Entity
@Immutable
@Table(name = "run")
@SuppressWarnings("NullAway.Init")
public class RunRecord extends PanacheEntityBase {
    @Id public UUID id;
    public long number;
    public String name;
    public String kind;
    public String architecture;

    @Enumerated(EnumType.STRING)
    public RunState state;

    @Column(name = "cancel_requested")
    public boolean cancelRequested;

    @Enumerated(EnumType.STRING)
    public RunSnapshot.@Nullable Interruption interruption;

    public String pool;
    public String project;
    public int priority;
    public String[] tags;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "earliest_start")
    public @Nullable Instant earliestStart;

    /** The end of its pause after an attempt, or null. */
    @Column(name = "not_before")
    public @Nullable Instant notBefore;

    public @Nullable UUID origin;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "ended_at")
    public @Nullable Instant endedAt;

    public int attempt;
    public @Nullable String worker;
    public int epoch;
    public int epochs;
    public long step;
    public long steps;

    /** JSON: metric name to value. */
    @Column(name = "newest_values")
    @ColumnTransformer(read = "cast(newest_values as text)")
    public String newestValues;

    @Enumerated(EnumType.STRING)
    @Column(name = "failure_kind")
    public @Nullable FailureKind failureKind;

    @Column(name = "failure_message")
    public @Nullable String failureMessage;

    @Column(name = "best_checkpoint")
    public @Nullable UUID bestCheckpoint;

    @Column(name = "last_checkpoint")
    public @Nullable UUID lastCheckpoint;

    /**
     * Runs, newest first.
     *
     * @param before only those submitted before this number
     * @param states any of these, or all where empty
     * @param least least id, and {@code most} the greatest
     */
    public static List<RunRecord> page(
            long before, List<RunState> states, UUID least, UUID most, int limit) {
        PanacheQuery<RunRecord> query =
                states.isEmpty()
                        ? find(
                                "number < ?1 and id between ?2 and ?3 order by number desc",
                                before,
                                least,
                                most)
                        : find(
                                "number < ?1 and id between ?2 and ?3 and state in ?4 order by number desc",
                                before,
                                least,
                                most,
                                states);
        return query.page(0, limit).list();
    }

    /** The runs of these ids that there are, in no order. */
    public static List<RunRecord> withIds(List<UUID> ids) {
        return ids.isEmpty() ? List.of() : list("id in ?1", ids);
    }
}
