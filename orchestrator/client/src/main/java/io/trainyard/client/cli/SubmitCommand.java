package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.contract.api.RunView;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a spec to the server. */
@Command(
        name = "submit",
        description = "Submit a spec; $${NAME} in it is taken from the environment.",
        mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "FILE", description = "The spec, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--follow", description = "Watch the run to its end.")
    private boolean follow;

    @Option(
            names = "--reuse",
            description = {
                "Take a run that has finished with the same spec, data and version,",
                "where there is one that was submitted with --reuse too."
            })
    private boolean reuse;

    @Option(names = "--json", description = "Print the run as JSON instead of its id.")
    private boolean json;

    SubmitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var spec = SpecFile.read(file, System.getenv());
        TrainyardClient client = server.client();
        RunView run = client.submit(spec.toString(), UUID.randomUUID().toString(), reuse);
        RunView.Reuse answer = run.reuse();
        if (answer != null) {
            console.error(answer.explanation());
        }
        if (json) {
            console.json(run);
        } else {
            console.line(run.id().toString());
        }
        return follow ? new RunFollower(client, console).follow(run.id()) : ExitStatus.DONE;
    }
}
