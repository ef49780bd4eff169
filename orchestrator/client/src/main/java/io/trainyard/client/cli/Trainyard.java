package io.trainyard.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry point. */
@Command(
        name = "trainyard",
        description = "Trains image classifiers, one machine or many.",
        mixinStandardHelpOptions = true,
        version = "Trainyard 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The server is found by TRAINYARD_URL (and TRAINYARD_TOKEN), else in the data folder.",
            "A run is named by its id or by as much of its beginning as is unique."
        })
public final class Trainyard {
    private Trainyard() {}

    /** Runs a command; the process's exit status is the command's. */
    public static void main(String[] arguments) {
        System.exit(commandLine(Console.ofProcess()).execute(arguments));
    }

    static CommandLine commandLine(Console console) {
        var checkpoint = new CommandLine(new CheckpointCommand());
        var _ = checkpoint.addSubcommand(new CheckpointDownloadCommand(console));
        return new CommandLine(new Trainyard())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new DownCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new WorkerCommand(console))
                .addSubcommand(new SubmitCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new ShowCommand(console))
                .addSubcommand(new FollowCommand(console))
                .addSubcommand(new LogsCommand(console))
                .addSubcommand(new CancelCommand(console))
                .addSubcommand(new PauseCommand(console))
                .addSubcommand(new ResumeCommand(console))
                .addSubcommand(new RetryCommand(console))
                .addSubcommand(new CloneCommand(console))
                .addSubcommand(PoolCommand.commandLine(console))
                .addSubcommand(ProjectCommand.commandLine(console))
                .addSubcommand(checkpoint)
                .addSubcommand(TriggerCommand.commandLine(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new InspectCommand())
                .addSubcommand(new ScheduleCommand())
                .addSubcommand(new AugmentCommand())
                .addSubcommand(new AdviseCommand())
                .addSubcommand(new PredictCommand())
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionExceptionHandler(new Failures(console));
    }
}
