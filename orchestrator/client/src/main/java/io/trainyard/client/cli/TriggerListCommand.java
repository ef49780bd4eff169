package io.trainyard.client.cli;

import io.trainyard.contract.api.TriggerView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all triggers. */
@Command(name = "list", description = "List the triggers.", mixinStandardHelpOptions = true)
final class TriggerListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Option(names = "--json", description = "Print JSON, one trigger a line.")
    private boolean json;

    TriggerListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<TriggerView> triggers = server.client().triggers().all();
        if (json) {
            triggers.forEach(console::json);
            return ExitStatus.DONE;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(TriggerLine.HEADINGS);
        triggers.forEach(trigger -> rows.add(TriggerLine.of(trigger)));
        console.table(rows);
        return ExitStatus.DONE;
    }
}
