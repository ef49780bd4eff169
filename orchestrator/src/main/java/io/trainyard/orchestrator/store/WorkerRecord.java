package io.trainyard.orchestrator.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** A row of {@code worker} as it is read. */
@Entity
@Immutable
@Table(name = "worker")
@SuppressWarnings("NullAway.Init")
public class WorkerRecord extends PanacheEntityBase {
    @Id public String worker;
    public String host;
    public String pool;
    public int slots;
    public String device;
    public boolean gone;

    @Column(name = "seen_at")
    public Instant seenAt;

    /** Milliseconds of contact since it was last heard. */
    @Formula("(select contact.elapsed_ms from contact) - seen_ms")
    public long silentMs;

    /** All workers ever heard, newest first. */
    public static List<WorkerRecord> newest(int limit) {
        return WorkerRecord.<WorkerRecord>find("order by seenAt desc").page(0, limit).list();
    }
}
