package io.trainyard.client.cli;

import io.trainyard.client.TriggerCalls;
import io.trainyard.contract.api.TriggerView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a trigger and why it did what it did. */
@Command(
        name = "show",
        description = "Show a trigger and its decisions, newest first.",
        mixinStandardHelpOptions = true)
final class TriggerShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "NAME", description = "The trigger's name.")
    private String name = "";

    @Option(names = "--limit", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Option(names = "--json", description = "Print JSON: the trigger, then one decision a line.")
    private boolean json;

    TriggerShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TriggerCalls triggers = server.client().triggers();
        TriggerView trigger = triggers.trigger(name);
        var decisions = triggers.decisions(name, limit).decisions();
        if (json) {
            console.json(trigger);
            decisions.forEach(console::json);
            return ExitStatus.DONE;
        }
        console.table(facts(trigger));
        var rows = new ArrayList<List<String>>();
        decisions.forEach(decision -> rows.add(TriggerLine.of(decision)));
        console.table(rows);
        return ExitStatus.DONE;
    }

    private static List<List<String>> facts(TriggerView trigger) {
        return List.of(
                List.of("trigger", trigger.name()),
                List.of("when", TriggerLine.printable(trigger.when().toString())),
                List.of("debounce", TriggerLine.words(trigger.debounce())),
                List.of("cooldown", TriggerLine.words(trigger.cooldown())),
                List.of("submits", TriggerLine.printable(trigger.spec().path("name").asText())),
                List.of("added", TriggerLine.time(trigger.createdAt())),
                List.of("next look", TriggerLine.time(trigger.next())),
                List.of("fired", Long.toString(trigger.fired())));
    }
}
