package io.trainyard.orchestrator.queue.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.queue.decide.Selection.Share;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final int ANY = Integer.MAX_VALUE;

    @Test
    void urgentComesFirstWhateverItsProjectHas() {
        // Given
        List<Waiting> waiting = List.of(run("idle", 0, 1), run("busy", 1, 2));

        // When
        List<Waiting> chosen =
                Selection.choose(1, waiting, Map.of("busy", new Share(1, ANY, 50, 50)));

        // Then
        assertThat(chosen).containsExactly(run("busy", 1, 2));
    }

    @Test
    void equalProjectsAlternateThoughOneCameFirstWithAll() {
        // Given
        List<Waiting> waiting = new ArrayList<>();
        IntStream.rangeClosed(1, 4).forEach(number -> waiting.add(run("first", 0, number)));
        IntStream.rangeClosed(5, 6).forEach(number -> waiting.add(run("second", 0, number)));

        // When
        List<Waiting> chosen = Selection.choose(4, waiting, Map.of());

        // Then
        assertThat(chosen).extracting(Waiting::number).containsExactly(1L, 5L, 2L, 6L);
    }

    @Test
    void slotsAreHeldInTheRatioOfWeights() {
        // Given a pool of 12 slots and three projects with more runs than that
        List<Waiting> waiting = new ArrayList<>();
        IntStream.range(0, 36)
                .forEach(number -> waiting.add(run("project-" + number % 3, 0, number)));
        Map<String, Share> shares =
                Map.of(
                        "project-0", new Share(3, ANY, 0, 0),
                        "project-1", new Share(2, ANY, 0, 0),
                        "project-2", new Share(1, ANY, 0, 0));

        // When
        List<Waiting> chosen = Selection.choose(12, waiting, shares);

        // Then
        assertThat(count(chosen, "project-0")).isEqualTo(6);
        assertThat(count(chosen, "project-1")).isEqualTo(4);
        assertThat(count(chosen, "project-2")).isEqualTo(2);
    }

    @Test
    void singleSlotIsSharedInTimeByWhatWasHeldLately() {
        // Given a slot that gives each run the same time, in a window of 100 such times
        Map<String, Integer> served = new HashMap<>();
        for (int turn = 0; turn < 100; turn++) {
            Map<String, Share> shares =
                    Map.of(
                            "double",
                            new Share(2, ANY, 0, served.getOrDefault("double", 0) / 100.0),
                            "single",
                            new Share(1, ANY, 0, served.getOrDefault("single", 0) / 100.0));

            // When
            Waiting chosen =
                    Selection.choose(1, List.of(run("single", 0, 1), run("double", 0, 2)), shares)
                            .getFirst();
            served.merge(chosen.project(), 1, Integer::sum);
        }

        // Then
        assertThat(served.get("double")).isBetween(66, 67);
    }

    @Test
    void projectThatMayHoldNoMoreIsPassedOver() {
        // Given
        List<Waiting> waiting =
                List.of(run("bounded", 9, 1), run("bounded", 9, 2), run("other", 0, 3));

        // When
        List<Waiting> chosen =
                Selection.choose(3, waiting, Map.of("bounded", new Share(1, 2, 1, 0)));

        // Then
        assertThat(chosen).extracting(Waiting::number).containsExactly(1L, 3L);
    }

    @Test
    void withinProjectSubmissionDecides() {
        // When
        List<Waiting> chosen =
                Selection.choose(
                        3, List.of(run("p", 0, 9), run("p", 0, 4), run("p", 5, 12)), Map.of());

        // Then
        assertThat(chosen).extracting(Waiting::number).containsExactly(12L, 4L, 9L);
    }

    private static long count(List<Waiting> runs, String project) {
        return runs.stream().filter(run -> run.project().equals(project)).count();
    }

    private static Waiting run(String project, int priority, long number) {
        return new Waiting(new UUID(0, number), project, priority, number);
    }
}
