package io.trainyard.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with projects. */
@Command(
        name = "project",
        description = "Share a pool among projects, and bound what each may run and keep waiting.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ProjectCommand {
    static CommandLine commandLine(Console console) {
        return new CommandLine(new ProjectCommand())
                .addSubcommand(new ProjectListCommand(console))
                .addSubcommand(new ProjectSetCommand(console));
    }
}
