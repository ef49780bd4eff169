package io.trainyard.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of an agent, {@code trainyard.*} or {@code TRAINYARD_*}; an unknown key fails
 * start-up.
 */
@ConfigMapping(prefix = "trainyard")
public interface AgentConfiguration {
    /** Kafka's bootstrap servers. */
    String kafka();

    /** The orchestrator's address. */
    URI url();

    /** The orchestrator's bearer token; none on loopback. */
    Optional<String> token();

    /** The group of workers this one belongs to. */
    @WithDefault("default")
    String pool();

    /** Tasks at a time: one a GPU, or one on a machine without. */
    @WithDefault("1")
    int slots();

    /** Folders that datasets and weights may come from, separated as in PATH. */
    Optional<String> dataRoots();

    /** The trainer's jar. */
    Path trainerJar();

    /** More flags for the trainer's JVM, separated by spaces. */
    Optional<String> trainerFlags();

    /** Where attempts keep their files while they run. */
    Path workDir();

    /** How often the orchestrator hears of this worker. */
    @WithDefault("10s")
    Duration heartbeat();

    /**
     * How long without any contact until the agent stops its attempts: others will have taken them
     * over.
     */
    @WithDefault("10m")
    Duration noContactLimit();
}
