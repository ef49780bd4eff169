package io.trainyard.client.cli;

import io.trainyard.contract.api.PoolView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all pools. */
@Command(name = "list", description = "List the pools.", mixinStandardHelpOptions = true)
final class PoolListCommand implements Callable<Integer> {
    private static final List<String> HEADINGS =
            List.of(
                    "POOL",
                    "SLOTS",
                    "FREE",
                    "RUNNING",
                    "WAITING",
                    "MAX-RUNNING",
                    "MAX-WAITING",
                    "PREEMPTION");

    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Option(names = "--json", description = "Print JSON, one pool a line.")
    private boolean json;

    PoolListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<PoolView> pools = server.client().queue().pools();
        if (json) {
            pools.forEach(console::json);
            return ExitStatus.DONE;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        pools.forEach(pool -> rows.add(row(pool)));
        console.table(rows);
        return ExitStatus.DONE;
    }

    private static List<String> row(PoolView pool) {
        return List.of(
                pool.pool(),
                Integer.toString(pool.slots()),
                Integer.toString(pool.free()),
                Integer.toString(pool.running()),
                Integer.toString(pool.waiting()),
                bound(pool.maxRunning()),
                bound(pool.maxWaiting()),
                pool.preemption() ? "after " + pool.minimumRun() : "off");
    }

    static String bound(@Nullable Integer bound) {
        return bound == null ? "-" : bound.toString();
    }
}
