package io.trainyard.orchestrator.queue.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final Pattern ARROW = Pattern.compile("(?m)^ +([A-Z_]+) --> ([A-Z_]+)");

    @Test
    void diagramOfRunsDrawsExactlyTheLegalMoves() throws IOException {
        // Given
        String page = Files.readString(Path.of("..", "docs", "states.md"));
        String diagram = page.substring(page.indexOf("## Runs"), page.indexOf("| state |"));

        // When
        Map<RunState, Set<RunState>> drawn = new EnumMap<>(RunState.class);
        ARROW.matcher(diagram)
                .results()
                .forEach(arrow ->
                        drawn.computeIfAbsent(
                                        RunState.valueOf(arrow.group(1)),
                                        _ -> EnumSet.noneOf(RunState.class))
                                .add(RunState.valueOf(arrow.group(2))));

        // Then
        for (RunState state : RunState.values()) {
            assertThat(drawn.getOrDefault(state, Set.of()))
                    .as("from %s", state)
                    .containsExactlyInAnyOrderElementsOf(Moves.from(state));
        }
    }
}
