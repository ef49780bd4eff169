package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all there is to say about a run. */
@Command(
        name = "show",
        description = "Show a run, its epochs, its results and its checkpoints.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final RunArgument argument = new RunArgument();

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean json;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainyardClient client = argument.client();
        RunView run = argument.find(client);
        if (json) {
            console.json(run);
            return ExitStatus.DONE;
        }
        console.table(facts(run));
        epochs(client.epochs(run.id()));
        client.evaluations(run.id())
                .forEach(evaluation -> EvaluationLines.of(evaluation).forEach(console::line));
        checkpoints(client.checkpoints(run.id()));
        return ExitStatus.DONE;
    }

    private static List<List<String>> facts(RunView run) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("run", run.id().toString()));
        rows.add(List.of("name", run.name()));
        rows.add(List.of("what", run.kind() + " " + run.architecture()));
        rows.add(List.of("state", RunLine.word(run.state())));
        Waiting waiting = run.waiting();
        if (waiting != null) {
            rows.add(List.of("waits", waiting.explanation()));
            rows.add(List.of("starts", WaitingText.start(waiting)));
        }
        rows.add(List.of("project", "%s in pool %s".formatted(run.project(), run.pool())));
        rows.add(List.of("submitted", run.submittedAt().toString()));
        rows.add(List.of("attempt", Integer.toString(run.attempt())));
        rows.add(List.of("step", "%d/%d".formatted(run.step(), run.steps())));
        rows.add(List.of("values", values(run.values())));
        RunView.Failure failure = run.failure();
        if (failure != null) {
            rows.add(List.of("failure", failure.kind() + ": " + failure.message()));
        }
        return rows;
    }

    private void epochs(List<EpochView> epochs) {
        for (EpochView epoch : epochs) {
            console.line(
                    String.format(
                            Locale.ROOT,
                            "epoch %d  step %d  %.1f s  %s",
                            epoch.epoch(),
                            epoch.step(),
                            epoch.seconds(),
                            values(epoch.values())));
        }
    }

    private void checkpoints(List<CheckpointView> checkpoints) {
        for (CheckpointView checkpoint : checkpoints) {
            console.line(
                    "checkpoint %s  step %d  %s"
                            .formatted(
                                    checkpoint.id(),
                                    checkpoint.step(),
                                    checkpoint.roles().stream()
                                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static String values(Map<String, Double> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value ->
                                String.format(
                                        Locale.ROOT, "%s %.4f", value.getKey(), value.getValue()))
                        .collect(Collectors.joining("  "));
    }
}
