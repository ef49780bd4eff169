package io.trainyard.orchestrator.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.message.FailureKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code attempt} as it is read. */
@Entity
@Immutable
@Table(name = "attempt")
@IdClass(AttemptRecord.Key.class)
@SuppressWarnings("NullAway.Init")
public class AttemptRecord extends PanacheEntityBase {
    @Id public UUID run;
    @Id public int attempt;

    @Enumerated(EnumType.STRING)
    public AttemptState state;

    public String worker;

    @Column(name = "resumed_from")
    public long resumedFrom;

    @Column(name = "claimed_at")
    public Instant claimedAt;

    @Column(name = "ended_at")
    public @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "failure_kind")
    public @Nullable FailureKind failureKind;

    @Column(name = "failure_message")
    public @Nullable String failureMessage;

    /** Its primary key. */
    public record Key(UUID run, int attempt) implements Serializable {}

    /** A run's attempts, first to last. */
    public static List<AttemptRecord> of(UUID run) {
        return list("run = ?1 order by attempt", run);
    }
}
