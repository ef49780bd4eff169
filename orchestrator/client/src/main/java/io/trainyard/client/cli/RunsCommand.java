package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.BulkAnswer.Item;
import io.trainyard.contract.api.BulkRequest;
import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One action for the runs that are named, or for those with a tag. */
abstract class RunsCommand implements Callable<Integer> {
    private final Console console;
    private final Action action;

    @Mixin private final FolderOption server = new FolderOption();

    @Parameters(paramLabel = "RUN", arity = "0..*", description = "Ids, or their beginnings.")
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "Instead of ids: every run with this tag that it could concern.")
    private @Nullable String tag;

    RunsCommand(Console console, Action action) {
        this.console = console;
        this.action = action;
    }

    /** What to say of a run after the action; its state may still be the old one. */
    abstract String said(UUID run, @Nullable RunState state, @Nullable UUID fresh);

    @Override
    public Integer call() {
        if (runs.isEmpty() == (tag == null)) {
            throw new CommandFailure("name runs by their ids, or give --tag, and not both");
        }
        TrainyardClient client = server.client();
        List<UUID> ids =
                tag == null ? runs.stream().map(client::run).map(RunView::id).toList() : null;
        List<Item> items = client.queue().bulk(new BulkRequest(action, ids, tag)).items();
        if (items.isEmpty()) {
            console.line("no run with tag '%s' is concerned".formatted(tag));
        }
        boolean refused = false;
        for (Item item : items) {
            String why = item.refused();
            refused |= why != null;
            if (why == null) {
                console.line(said(item.run(), item.state(), item.fresh()));
            } else {
                console.error(why);
            }
        }
        return refused ? ExitStatus.BAD_INPUT : ExitStatus.DONE;
    }
}
