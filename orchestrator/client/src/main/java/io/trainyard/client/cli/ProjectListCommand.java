package io.trainyard.client.cli;

import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.PoolView.ProjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the projects of all pools. */
@Command(name = "list", description = "List the projects.", mixinStandardHelpOptions = true)
final class ProjectListCommand implements Callable<Integer> {
    private static final List<String> HEADINGS =
            List.of(
                    "PROJECT",
                    "POOL",
                    "WEIGHT",
                    "RUNNING",
                    "WAITING",
                    "MAX-RUNNING",
                    "MAX-WAITING");

    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    ProjectListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        for (PoolView pool : server.client().queue().pools()) {
            pool.projects().forEach(project -> rows.add(row(pool, project)));
        }
        console.table(rows);
        return ExitStatus.DONE;
    }

    private static List<String> row(PoolView pool, ProjectView project) {
        return List.of(
                project.project(),
                pool.pool(),
                String.format(Locale.ROOT, "%s", project.weight()),
                Integer.toString(project.running()),
                Integer.toString(project.waiting()),
                PoolListCommand.bound(project.maxRunning()),
                PoolListCommand.bound(project.maxWaiting()));
    }
}
