package io.trainyard.orchestrator.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings of the orchestrator. A key {@code trainyard.lease} is the environment variable
 * {@code TRAINYARD_LEASE}; an unknown key fails the start.
 */
@ConfigMapping(prefix = "trainyard")
public interface Settings {
    /** The address to listen on; any but loopback needs a token. */
    String host();

    /** The port to listen on. */
    int port();

    /** Further names by which browsers may reach the server, as they stand in the Host header. */
    Optional<List<String>> hosts();

    /** The bearer token every request but health checks must carry. */
    Optional<String> token();

    /** Kafka's bootstrap servers. */
    String kafka();

    Database database();

    /**
     * How long an attempt goes on without a heartbeat before its run is given to another worker.
     */
    @WithDefault("60s")
    Duration lease();

    /** How often a worker should be heard; one not heard for three times as long gets no tasks. */
    @WithDefault("10s")
    Duration heartbeat();

    /** How often marks move the contact clock on which leases are measured. */
    @WithDefault("1s")
    Duration contactEvery();

    /** How often ended leases are looked for. */
    @WithDefault("1s")
    Duration reapEvery();

    Retry retry();

    /** Times a run is started again because its worker was lost, before it fails. */
    @WithDefault("20")
    int lostWorkerRetries();

    /** Tasks published to a pool beyond its free slots, so that a freed slot finds one at once. */
    @WithDefault("1")
    int publishMargin();

    /** How far back a project's use of a pool counts when slots are shared. */
    @WithDefault("1h")
    Duration shareWindow();

    /** How long a run stays published while slots are free before it is published again. */
    @WithDefault("30s")
    Duration republishAfter();

    /** Event streams open at a time. */
    @WithDefault("256")
    int streams();

    /** How long an event stream stays silent before a comment keeps it alive. */
    @WithDefault("15s")
    Duration keepAlive();

    /** Age from which chunks that no checkpoint names, and abandoned uploads, are deleted. */
    @WithDefault("1d")
    Duration chunkAge();

    Metrics metrics();

    /**
     * Per-step metrics: what a run may store, beyond which points are dropped, and for how long.
     */
    interface Metrics {
        /** Points of all its series together. */
        @WithDefault("20000000")
        long mostPoints();

        /** Different names. */
        @WithDefault("1000")
        int mostSeries();

        /** How long after a run's end its series are packed, and leave the ledger. */
        @WithDefault("1h")
        Duration packAfter();

        /** How long after a run's end its series are deleted, its epochs kept; never by default. */
        Optional<Duration> deleteAfter();

        /** Tags of runs whose series are never deleted. */
        @WithDefault("keep")
        List<String> keptTags();
    }

    /** Folders that triggers may watch, separated as in PATH. */
    Optional<String> dataRoots();

    Triggers triggers();

    /** Runs that submit themselves. */
    interface Triggers {
        /** How often it is checked whether a trigger is to be looked at, or one is due. */
        @WithDefault("1s")
        Duration every();

        /** How long a look goes on without progress before another replica looks. */
        @WithDefault("60s")
        Duration turn();

        /** Triggers at a time. */
        @WithDefault("500")
        int most();

        /** Images that a watched folder may hold; each takes about 300 bytes of heap in a look. */
        @WithDefault("100000")
        int mostFiles();

        /** Bytes that the images of a watched folder may have together. */
        @WithDefault("107374182400")
        long mostBytes();

        /** How far a delivery's timestamp may be from now, either way. */
        @WithDefault("5m")
        Duration tolerance();
    }

    /** Where PostgreSQL is. */
    interface Database {
        /** A JDBC URL. */
        String url();

        String username();

        Optional<String> password();
    }

    /** The pause before an attempt that follows a failure, drawn between two bounds. */
    interface Retry {
        @WithDefault("10s")
        Duration shortest();

        @WithDefault("6m")
        Duration longest();

        /** The pause before a run that a worker gave back is published again. */
        @WithDefault("2s")
        Duration afterRelease();
    }
}
