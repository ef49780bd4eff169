package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import io.trainyard.client.local.WorkerProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One more agent, in the foreground. */
@Command(
        name = "worker",
        description = "Run one more worker for the server until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final WorkerOption option = new WorkerOption();

    WorkerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WorkerProcess worker = option.start(Installation.current());
        console.line("worker started; Ctrl-C ends it");
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
        return worker.awaitExit();
    }
}
