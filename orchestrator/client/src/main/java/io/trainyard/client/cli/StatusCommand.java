package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.local.ServerState;
import io.trainyard.contract.api.WorkerView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether a server runs, and what it consists of. */
@Command(
        name = "status",
        description = "Show the server, its programs and its workers.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption option = new FolderOption();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = option.client();
        boolean ready = client.isReady();
        console.line("server: %s (%s)".formatted(client.server(), ready ? "ready" : "not ready"));
        if (ready) {
            console.line(DashboardLine.of(client));
        }
        ServerState.read(option.folder())
                .filter(state -> state.url().equals(client.server()))
                .ifPresent(this::programs);
        if (ready) {
            workers(client.workers());
        }
        return ready ? ExitStatus.DONE : ExitStatus.NO_SERVER;
    }

    private void programs(ServerState state) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("PROGRAM", "PROCESS", "STATE", "LOG"));
        for (var child : state.children()) {
            rows.add(
                    List.of(
                            child.name(),
                            Long.toString(child.pid()),
                            child.isAlive() ? "running" : "ended",
                            child.log().toString()));
        }
        console.table(rows);
    }

    private void workers(List<WorkerView> workers) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("WORKER", "HOST", "POOL", "DEVICE", "STATE", "RUNNING"));
        for (WorkerView worker : workers) {
            rows.add(
                    List.of(
                            worker.worker(),
                            worker.host(),
                            worker.pool(),
                            worker.device(),
                            state(worker),
                            String.join(
                                    " ",
                                    worker.running().stream().map(RunLine::shortId).toList())));
        }
        console.table(rows);
    }

    private static String state(WorkerView worker) {
        if (worker.alive()) {
            return "alive";
        }
        return worker.left() ? "left" : "lost";
    }
}
