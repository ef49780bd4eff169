package io.trainyard.client.cli;

import io.trainyard.client.TriggerCalls;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.DryRunView.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a trigger decides, with nothing stored and nothing started. */
@Command(
        name = "dry-run",
        description = {
            "Decide a trigger's recorded history again, or look once as a definition's trigger would.",
            "Ends with 1 where the decisions are not those recorded."
        },
        mixinStandardHelpOptions = true)
final class TriggerDryRunCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(
            paramLabel = "NAME-or-FILE",
            description = "A trigger's name, or the file of a definition.")
    private String what = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    TriggerDryRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DryRunView result = run(server.client().triggers());
        if (json) {
            console.json(result);
        } else {
            print(result);
        }
        return result.agrees() ? ExitStatus.DONE : ExitStatus.RUN_FAILED;
    }

    private DryRunView run(TriggerCalls triggers) {
        Path file = Path.of(what);
        return NAME.matcher(what).matches() && !Files.exists(file)
                ? triggers.dryRun(what)
                : triggers.dryRunOf(SpecFile.read(file, System.getenv()).toString());
    }

    private void print(DryRunView result) {
        var rows = new ArrayList<List<String>>();
        for (Step step : result.steps()) {
            rows.add(
                    List.of(
                            TriggerLine.time(step.seenAt()),
                            decision(step),
                            TriggerLine.shortened(step.occurrence()),
                            TriggerLine.printable(step.reason())));
        }
        console.table(rows);
        result.upcoming().forEach(tick -> console.line("upcoming: " + tick));
        if (!result.agrees()) {
            console.error("the decisions are not those recorded");
        }
    }

    private static String decision(Step step) {
        Decision recorded = step.recorded();
        String decided = TriggerLine.word(step.decision());
        return recorded == null || recorded == step.decision()
                ? decided
                : "%s (recorded: %s)".formatted(decided, TriggerLine.word(recorded));
    }
}
