package io.trainyard.client.cli;

import io.trainyard.contract.api.RunView;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows runs: the newest, or those that a filter finds. */
@Command(
        name = "list",
        description = "List the newest runs, or those that a filter finds.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Such as \"arch = resnet18 and val.accuracy > 0.9\"; see docs/search.md.")
    private String filter = "";

    @Option(
            names = "--sort",
            paramLabel = "FIELDS",
            description = "Such as -val.accuracy,name; the newest first without.")
    private String sort = "";

    @Option(names = "--csv", description = "Print all that is found as CSV, whatever --limit says.")
    private boolean csv;

    @Option(
            names = "--columns",
            paramLabel = "FIELDS",
            description =
                    "With --csv: such as name,optimizer.learningRate,val.accuracy; all without.")
    private String columns = "";

    @Option(names = "--json", description = "Print JSON, one run a line.")
    private boolean json;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (csv) {
            try (InputStream table = server.client().runTable(filter, sort, columns)) {
                console.copy(table);
            }
            return ExitStatus.DONE;
        }
        List<RunView> runs =
                filter.isEmpty() && sort.isEmpty()
                        ? server.client().queue().runs(limit).runs()
                        : server.client().runs(filter, sort, limit);
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
