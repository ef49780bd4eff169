package io.trainyard.trainer.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code inspect NAME... [--compare] [--json] [--size N] [--channels N] [--classes N] [--set
 * KEY=VALUE]}; without a name it lists the architectures.
 */
public final class InspectCommand {
    /** How it is called. */
    public static final String USAGE =
            "inspect [NAME...] [--compare] [--json] [--size N] [--channels N] [--classes N]"
                    + " [--set PARAMETER=VALUE]";

    private InspectCommand() {}

    /**
     * What the command prints.
     *
     * @param arguments after the word {@code inspect}
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    public static String run(List<String> arguments) {
        InspectOptions options = InspectOptions.parse(arguments);
        if (options.names().isEmpty()) {
            return options.json() ? json(list()) : listing();
        }
        List<Inspection> inspections =
                options.names().stream().map(name -> inspect(name, options)).toList();
        if (options.json()) {
            return inspections.stream().map(InspectCommand::json).collect(Collectors.joining());
        }
        return options.compare()
                ? Inspection.comparison(inspections)
                : inspections.stream()
                        .map(Inspection::table)
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    private static Inspection inspect(String name, InspectOptions options) {
        Architecture architecture = Architectures.REGISTRY.named(name);
        int size = options.size().orElse(architecture.inputSize());
        int channels = options.channels().orElse(architecture.inputChannels());
        int classes = options.classes().orElse(architecture.classes());
        try {
            return Inspection.of(
                    architecture.build(
                            options.parameters(architecture.descriptor()),
                            TensorShape.of(channels, size, size),
                            classes));
        } catch (InvalidNetworkException | SpecException mismatch) {
            throw new IllegalArgumentException(String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** One architecture of the list. */
    private record Entry(String name, String summary, ObjectNode parameters) {}

    private static List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        for (Architecture architecture : Architectures.REGISTRY.all()) {
            entries.add(
                    new Entry(
                            architecture.name(),
                            architecture.descriptor().summary(),
                            Parameters.defaults(architecture.descriptor())));
        }
        return entries;
    }

    private static String listing() {
        return list().stream()
                .map(entry ->
                        "%-22s %s; %s%n"
                                .formatted(
                                        entry.name,
                                        entry.summary,
                                        entry.parameters.isEmpty()
                                                ? "no parameters"
                                                : entry.parameters))
                .collect(Collectors.joining());
    }

    private static String json(Object value) {
        try {
            return Wire.json().writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
