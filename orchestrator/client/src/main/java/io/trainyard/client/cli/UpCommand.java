package io.trainyard.client.cli;

import io.trainyard.client.local.ClassArchive;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.LocalServer;
import io.trainyard.client.local.ServerState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a server that stays. */
@Command(
        name = "up",
        description =
                "Start a server with one worker, or what is missing of it, and leave it running.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final ServerOption options = new ServerOption();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        options.check();
        LocalServer server = options.prepare(Installation.current(), ClassArchive.KEPT);
        // Until it is up, Ctrl-C takes back what was started.
        var stop = new Thread(server::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        ServerState state = server.start();
        server.awaitWorker();
        var _ = Runtime.getRuntime().removeShutdownHook(stop);
        console.line(
                "%s: %s".formatted(server.ranBefore() ? "already running" : "server", state.url()));
        console.line(DashboardLine.of(server.client()));
        options.ignored(state).forEach(console::error);
        return ExitStatus.DONE;
    }
}
