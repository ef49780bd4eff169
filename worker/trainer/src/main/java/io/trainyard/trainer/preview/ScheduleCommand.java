package io.trainyard.trainer.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code schedule SPEC [--json] [--steps-per-epoch N] [--plateau-losses FILE]}. */
public final class ScheduleCommand {
    /** How it is called. */
    public static final String USAGE =
            "schedule SPEC [--json] [--steps-per-epoch N] [--plateau-losses FILE]";

    private ScheduleCommand() {}

    /**
     * What the command prints, piece by piece: a run can have many steps.
     *
     * @param arguments after the word {@code schedule}
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    public static Stream<String> run(List<String> arguments) {
        @Nullable Path file = null;
        boolean json = false;
        int stepsPerEpoch = 0;
        @Nullable Path losses = null;
        for (int place = 0; place < arguments.size(); place++) {
            switch (arguments.get(place)) {
                case "--json" -> json = true;
                case "--steps-per-epoch" -> stepsPerEpoch = number(arguments, ++place);
                case "--plateau-losses" -> losses = Path.of(value(arguments, ++place));
                default -> {
                    if (file != null || arguments.get(place).startsWith("--")) {
                        throw new IllegalArgumentException(
                                "'%s' is unknown; usage: %s"
                                        .formatted(arguments.get(place), USAGE));
                    }
                    file = Path.of(arguments.get(place));
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        RateTable table = RateTable.of(spec(file), stepsPerEpoch, losses);
        return json ? table.json() : Stream.of(table.chart());
    }

    private static ExperimentSpec spec(Path file) {
        try {
            ObjectNode tree = SpecReader.read(InputText.of("the spec", file));
            if (!tree.hasNonNull("schedule")) {
                throw new IllegalArgumentException(
                        "the spec has no schedule; give one, such as {kind: cosine, interval: step}");
            }
            ExperimentSpec spec = new SpecValidator(Components.catalogue()).validate(tree).spec();
            if (spec.kind() == Kind.EVALUATE) {
                throw new IllegalArgumentException(
                        "kind 'evaluate' trains nothing and has no learning rate");
            }
            return spec;
        } catch (SpecException invalid) {
            throw new IllegalArgumentException(
                    invalid.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(System.lineSeparator())),
                    invalid);
        }
    }

    private static String value(List<String> arguments, int place) {
        if (place >= arguments.size()) {
            throw new IllegalArgumentException(
                    "%s needs a value; usage: %s".formatted(arguments.getLast(), USAGE));
        }
        return arguments.get(place);
    }

    private static int number(List<String> arguments, int place) {
        String written = value(arguments, place);
        if (written.matches("0*[1-9][0-9]{0,8}")) {
            return Integer.parseInt(written);
        }
        throw new IllegalArgumentException(
                "%s takes a whole number from 1 to 999999999, not '%s'"
                        .formatted(arguments.get(place - 1), written));
    }
}
