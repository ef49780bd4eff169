package io.trainyard.client.cli;

import io.trainyard.contract.api.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest runs. */
@Command(name = "list", description = "List the newest runs.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Option(names = "--json", description = "Print JSON, one run a line.")
    private boolean json;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<RunView> runs = server.client().queue().runs(limit).runs();
        if (json) {
            runs.forEach(console::json);
            return ExitStatus.DONE;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(RunLine.HEADINGS);
        runs.forEach(run -> rows.add(RunLine.of(run)));
        console.table(rows);
        return ExitStatus.DONE;
    }
}
