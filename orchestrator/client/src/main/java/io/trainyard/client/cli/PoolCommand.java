package io.trainyard.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with pools. */
@Command(
        name = "pool",
        description = "Show pools, and say how many of their runs may run and wait.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PoolCommand {
    static CommandLine commandLine(Console console) {
        return new CommandLine(new PoolCommand())
                .addSubcommand(new PoolListCommand(console))
                .addSubcommand(new PoolSetCommand(console));
    }
}
