package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.cli.spec.SpecFile;
import io.trainyard.client.local.ClassArchive;
import io.trainyard.client.local.Installation;
import io.trainyard.client.local.LocalServer;
import io.trainyard.client.local.LocalServerException;
import io.trainyard.contract.api.RunView;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything once, to see that it works. */
@Command(
        name = "demo",
        description =
                "Start a server, train LeNet-5 on handwritten digits, and serve until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Console console;

    @Mixin private final ServerOption options = new ServerOption();

    @Option(names = "--exit", description = "Stop everything and end after the result.")
    private boolean exit;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        var installation = Installation.current();
        LocalServer server =
                options.prepare(installation, exit ? ClassArchive.USED : ClassArchive.KEPT);
        var stop = new Thread(() -> stop(server), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        console.line("starting Kafka, PostgreSQL, the orchestrator and a worker");
        options.ignored(server.start()).forEach(console::error);
        watch(server);
        String address = DashboardLine.of(server.client());
        console.line(address);
        int status = train(server.client(), installation);
        console.line("server: " + server.client().server());
        console.line(address);
        if (!exit) {
            console.line("Ctrl-C ends it");
            Thread.currentThread().join();
        }
        var _ = Runtime.getRuntime().removeShutdownHook(stop);
        server.close();
        return status;
    }

    private int train(TrainyardClient client, Installation installation) {
        var spec = SpecFile.read(installation.example("quickstart.yaml"), System.getenv());
        RunView run = client.submit(spec.toString(), UUID.randomUUID().toString());
        console.line("run %s submitted".formatted(run.id()));
        return new RunFollower(client, console).follow(run.id());
    }

    /** Ends the demonstration, with the reason, when a program of the server's ends. */
    private void watch(LocalServer server) {
        var watching =
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        var _ =
                watching.scheduleWithFixedDelay(
                        () -> look(server), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(LocalServer server) {
        try {
            server.mustRun();
        } catch (LocalServerException ended) {
            console.failure(ended);
            System.exit(ExitStatus.NO_SERVER);
        }
    }

    private void stop(LocalServer server) {
        console.line("stopping");
        console.hush();
        server.close();
    }
}
