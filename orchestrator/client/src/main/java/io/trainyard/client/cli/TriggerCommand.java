package io.trainyard.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with triggers. */
@Command(
        name = "trigger",
        description = "Start runs by the clock, by a changed folder or by a signed webhook.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TriggerCommand {
    static CommandLine commandLine(Console console) {
        return new CommandLine(new TriggerCommand())
                .addSubcommand(new TriggerAddCommand(console))
                .addSubcommand(new TriggerListCommand(console))
                .addSubcommand(new TriggerShowCommand(console))
                .addSubcommand(new TriggerRemoveCommand(console))
                .addSubcommand(new TriggerDryRunCommand(console));
    }
}
