package io.trainyard.trainer.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.util.List;

/** {@code inspect NAME [--json] [--size N] [--channels N] [--classes N]}. */
public final class InspectCommand {
    /** How it is called. */
    public static final String USAGE =
            "inspect NAME [--json] [--size N] [--channels N] [--classes N]";

    private static final int CLASSES = 10;

    private InspectCommand() {}

    /**
     * What the command prints.
     *
     * @param arguments after the word {@code inspect}
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    public static String run(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Architecture architecture = Architectures.REGISTRY.named(arguments.getFirst());
        boolean json = false;
        int size = architecture.inputSize();
        int channels = architecture.inputChannels();
        int classes = CLASSES;
        for (int place = 1; place < arguments.size(); place++) {
            switch (arguments.get(place)) {
                case "--json" -> json = true;
                case "--size" -> size = number(arguments, ++place);
                case "--channels" -> channels = number(arguments, ++place);
                case "--classes" -> classes = number(arguments, ++place);
                default ->
                        throw new IllegalArgumentException(
                                "'%s' is unknown; usage: %s"
                                        .formatted(arguments.get(place), USAGE));
            }
        }
        Inspection inspection =
                inspection(architecture, TensorShape.of(channels, size, size), classes);
        return json ? json(inspection) : inspection.table();
    }

    private static Inspection inspection(
            Architecture architecture, TensorShape input, int classes) {
        try {
            return Inspection.of(
                    architecture.build(JsonNodeFactory.instance.objectNode(), input, classes));
        } catch (InvalidNetworkException tooSmall) {
            throw new IllegalArgumentException(String.valueOf(tooSmall.getMessage()), tooSmall);
        }
    }

    private static String json(Inspection inspection) {
        try {
            return Wire.json().writeValueAsString(inspection) + System.lineSeparator();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int number(List<String> arguments, int place) {
        String value = place < arguments.size() ? arguments.get(place) : "nothing";
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "%s takes a positive number, not '%s'"
                            .formatted(arguments.get(place - 1), value),
                    noNumber);
        }
        throw new IllegalArgumentException(
                "%s takes a positive number, not '%s'".formatted(arguments.get(place - 1), value));
    }
}
