package io.trainyard.system.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every view of the dashboard, by a name for files and messages. */
final class Views {
    private Views() {}

    /**
     * Addresses to look at.
     *
     * @param ready a selector of what is there once the view has what it shows
     */
    record View(String address, String ready) {}

    static Map<String, View> all(Stage stage) {
        String run = "/runs/" + stage.finishedRun().id();
        Map<String, View> views = new LinkedHashMap<>();
        views.put("runs", new View("/", "tr[data-run] .run-link"));
        views.put("run-charts", new View(run, "[data-chart='loss']:not([data-points='0']) canvas"));
        views.put("run-matrix", new View(run + "?tab=matrix", "[data-testid='classes'] tbody tr"));
        views.put(
                "run-evaluation",
                new View(run + "?tab=evaluation", "[data-testid='scores'] tbody tr"));
        views.put("run-log", new View(run + "?tab=log", ".log-line"));
        views.put("run-attempts", new View(run + "?tab=attempts", "[data-attempt]"));
        views.put("run-checkpoints", new View(run + "?tab=checkpoints", "[data-checkpoint]"));
        views.put("run-spec", new View(run + "?tab=spec", "[data-testid='spec']"));
        views.put("workers", new View("/workers", "tr[data-worker]"));
        views.put("submit", new View("/submit", "[data-testid='problems'][data-state='valid']"));
        views.put("triggers", new View("/triggers", "tr[data-trigger]"));
        views.put(
                "trigger-add",
                new View("/triggers?add=yes", "[data-testid='problems'][data-state='valid']"));
        views.put("trigger", new View("/triggers/nightly-digits", "main h1"));
        return views;
    }
}
