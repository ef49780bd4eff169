package io.trainyard.trainer.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.train.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTest {
    private static final String PLATEAU =
            "{\"kind\": \"reduce_on_plateau\", \"patience\": 0, \"factor\": 0.5}";

    @TempDir private Path folder;

    @Test
    void printsALineAnEpoch() throws IOException {
        // Given
        Path spec = spec("{\"kind\": \"exponential\", \"gamma\": 0.5}", 3);

        // Then
        assertThat(run(spec, "--json", "--steps-per-epoch", "7").lines())
                .containsExactly(
                        "{\"epoch\":0,\"step\":0,\"learningRate\":[0.05]}",
                        "{\"epoch\":1,\"step\":7,\"learningRate\":[0.025]}",
                        "{\"epoch\":2,\"step\":14,\"learningRate\":[0.0125]}");
    }

    @Test
    void printsALineAStepWhereTheScheduleCountsSteps() throws IOException {
        // Given
        Path spec =
                spec(
                        "{\"kind\": \"exponential\", \"gamma\": 0.5, \"interval\": \"step\", \"warmup\": {\"length\": 1, \"startFactor\": 0.2}}",
                        2);

        // Then
        assertThat(run(spec, "--json", "--steps-per-epoch", "2").lines())
                .containsExactly(
                        "{\"epoch\":0,\"step\":0,\"learningRate\":[0.010000000000000002]}",
                        "{\"epoch\":0,\"step\":1,\"learningRate\":[0.05]}",
                        "{\"epoch\":1,\"step\":2,\"learningRate\":[0.025]}",
                        "{\"epoch\":1,\"step\":3,\"learningRate\":[0.0125]}");
    }

    /** PyTorch 2.13: OneCycleLR(max_lr=0.05, total_steps=4, anneal_strategy="linear"). */
    @Test
    void printsTheMomentumWhereItMoves() throws IOException {
        // Given
        String cycle = "{\"kind\": \"one_cycle\", \"annealStrategy\": \"linear\"%s}";

        // Then
        assertThat(
                        run(
                                        spec(cycle.formatted(", \"pctStart\": 0.5"), 2),
                                        "--json",
                                        "--steps-per-epoch",
                                        "2")
                                .lines())
                .first()
                .isEqualTo("{\"epoch\":0,\"step\":0,\"learningRate\":[0.002],\"momentum\":0.95}");
        assertThat(
                        run(
                                spec(cycle.formatted(", \"cycleMomentum\": false"), 2),
                                "--json",
                                "--steps-per-epoch",
                                "2"))
                .doesNotContain("momentum");
    }

    /** Batches of 32 make 5 steps, of 64 make 3: 2 * 5 + 3 in all; the rate is 0.05. */
    @Test
    void countsTheStepsOfEachPhaseAndShowsItsFactor() throws IOException {
        // Given
        var spec = Specs.digits();
        spec.set(
                "schedule",
                Specs.of("{\"kind\": \"polynomial\", \"power\": 1, \"interval\": \"step\"}"));
        spec.putObject("training")
                .put("batchSize", 32)
                .set(
                        "phases",
                        Specs.of(
                                        "{\"it\": [{\"epochs\": 2}, {\"epochs\": 1, \"batchSize\": 64, \"learningRateFactor\": 0.5}]}")
                                .path("it"));
        Path file = Files.writeString(folder.resolve("phases"), spec.toString());

        // When
        List<String> lines = run(file, "--json", "--steps-per-epoch", "5").lines().toList();
        String chart = run(file, "--steps-per-epoch", "5");

        // Then
        assertThat(lines).hasSize(13);
        assertThat(lines.get(9)).isEqualTo(row(1, 9, 0.05 * (1 - 9.0 / 13)));
        assertThat(lines.get(10)).isEqualTo(row(2, 10, 0.5 * (0.05 * (1 - 10.0 / 13))));
        assertThat(chart)
                .contains("phase 1 of 2, epochs 1 to 2: 5 steps an epoch, rate times 1.0")
                .contains("phase 2 of 2, epochs 3 to 3: 3 steps an epoch, rate times 0.5");
    }

    private static String row(int epoch, int step, double rate) {
        return "{\"epoch\":%d,\"step\":%d,\"learningRate\":[%s]}".formatted(epoch, step, rate);
    }

    @Test
    void takesWhatAPlateauObservesFromAFile() throws IOException {
        // Given
        Path spec = spec(PLATEAU, 4);
        Path losses = Files.writeString(folder.resolve("losses"), "1.5\n1e0\n\n 2 \n3\n");

        // Then
        assertThat(
                        run(
                                spec,
                                "--json",
                                "--steps-per-epoch",
                                "1",
                                "--plateau-losses",
                                losses.toString()))
                .contains(
                        "{\"epoch\":2,\"step\":2,\"learningRate\":[0.05]}",
                        "{\"epoch\":3,\"step\":3,\"learningRate\":[0.025]}");
    }

    @Test
    void drawsTheCurve() throws IOException {
        // When
        String chart = run(spec("{\"kind\": \"cosine\", \"interval\": \"step\"}", 2));

        // Then
        List<String> lines = chart.lines().toList();
        assertThat(lines.getFirst())
                .startsWith("digits: cosine over 2 epochs of 100 steps (assumed");
        assertThat(lines).hasSize(27);
        assertThat(lines.get(2)).endsWith("0.0500000    " + "\u2588".repeat(50));
        assertThat(lines.getLast()).contains("199").doesNotContain("\u2588");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        // Given
        Path plateau = spec(PLATEAU, 4);
        Path few = Files.writeString(folder.resolve("few"), "1\n2\n");
        Path many = Files.writeString(folder.resolve("many"), "1\n2\n3\n4\n5\n");
        Path words = Files.writeString(folder.resolve("words"), "1\ntwo\n3\n4\n");
        Path infinite = Files.writeString(folder.resolve("infinite"), "1\nNaN\n3\n4\n");

        // Then
        refuses("usage");
        refuses("there is no such file", folder.resolve("absent").toString());
        refuses("--jso", plateau.toString(), "--jso");
        refuses("--steps-per-epoch needs a value", plateau.toString(), "--steps-per-epoch");
        refuses("'-3'", plateau.toString(), "--steps-per-epoch", "-3");
        refuses("'x'", plateau.toString(), "--steps-per-epoch", "x");
        refuses("needs --steps-per-epoch", spec("\"cosine\"", 3).toString(), "--json");
        refuses("--plateau-losses FILE", plateau.toString());
        refuses(
                "has 2 numbers; the run has 4",
                plateau.toString(),
                "--plateau-losses",
                few.toString());
        refuses("has 5 numbers", plateau.toString(), "--plateau-losses", many.toString());
        refuses("line 2: 'two'", plateau.toString(), "--plateau-losses", words.toString());
        refuses("line 2: 'NaN'", plateau.toString(), "--plateau-losses", infinite.toString());
        refuses(
                "is for schedules that watch",
                spec("\"cosine\"", 3).toString(),
                "--plateau-losses",
                few.toString());
        refuses(
                "schedule.gamma",
                spec("{\"kind\": \"step\", \"stepSize\": 1, \"gamma\": 0}", 1).toString());
    }

    @Test
    void aSpecWithoutAScheduleOrWithoutTrainingIsRefused() throws IOException {
        // Given
        var none = Specs.digits();
        var _ = none.remove("schedule");
        Path without = Files.writeString(folder.resolve("without"), none.toString());
        Path evaluating =
                Files.writeString(
                        folder.resolve("evaluate"),
                        """
                        {"name": "e", "kind": "evaluate", "dataset": "digits", "schedule": "cosine",
                         "model": {"architecture": "lenet5", "weights": "/w"}}
                        """);
        Path unvalidated =
                Files.writeString(
                        folder.resolve("unvalidated"),
                        Specs.digits().put("schedule", "reduce_on_plateau").toString());

        // Then
        refuses("the spec has no schedule", without.toString());
        refuses("'evaluate' trains nothing", evaluating.toString());
        refuses("schedule watches validation.loss", unvalidated.toString());
    }

    private static void refuses(String message, String... arguments) {
        assertThatThrownBy(() -> ScheduleCommand.run(List.of(arguments)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static String run(Path spec, String... options) {
        List<String> arguments = new ArrayList<>(List.of(spec.toString()));
        Stream.of(options).forEach(arguments::add);
        return ScheduleCommand.run(arguments).collect(Collectors.joining());
    }

    private Path spec(String schedule, int epochs) throws IOException {
        var spec = Specs.digits();
        spec.set("schedule", Specs.of("{\"it\": %s}".formatted(schedule)).get("it"));
        spec.putObject("dataset").put("kind", "digits").put("validationFraction", 0.1);
        spec.putObject("training").put("epochs", epochs);
        return Files.writeString(Files.createTempFile(folder, "spec", ".json"), spec.toString());
    }
}
