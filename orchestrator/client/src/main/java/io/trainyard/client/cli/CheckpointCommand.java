package io.trainyard.client.cli;

import picocli.CommandLine.Command;

/** What can be done with checkpoints. */
@Command(
        name = "checkpoint",
        description = "Get a run's checkpoints.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CheckpointCommand {}
