package io.trainyard.orchestrator.search;

import java.util.List;

/** Something of a run that can be compared, sorted by and exported. */
public sealed interface Field {
    /** What its values are. */
    enum Type {
        TEXT,
        TAGS,
        NUMBER,
        TIME,
        /** A length of time; in seconds where it is a number. */
        SPAN,
        /** A number, text or nothing, as the spec has it. */
        ANY
    }

    Type type();

    /** As it is written in a filter. */
    String label();

    /** What every run has, or has at some time. */
    enum BuiltIn implements Field {
        ID(Type.TEXT),
        NAME(Type.TEXT),
        STATE(Type.TEXT),
        KIND(Type.TEXT),
        ARCHITECTURE(Type.TEXT),
        DATASET(Type.TEXT),
        POOL(Type.TEXT),
        PROJECT(Type.TEXT),
        TAGS(Type.TAGS),
        PRIORITY(Type.NUMBER),
        SUBMITTED(Type.TIME),
        STARTED(Type.TIME),
        ENDED(Type.TIME),
        DURATION(Type.SPAN),
        WORKER(Type.TEXT),
        ATTEMPT(Type.NUMBER),
        EPOCH(Type.NUMBER),
        STEP(Type.NUMBER),
        PROGRESS(Type.NUMBER),
        FAILURE(Type.TEXT);

        private final Type type;

        BuiltIn(Type type) {
            this.type = type;
        }

        @Override
        public Type type() {
            return type;
        }

        @Override
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A value of the spec, such as {@code optimizer.learningRate}. */
    record Parameter(List<String> path) implements Field {
        public Parameter {
            path = List.copyOf(path);
        }

        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public String label() {
            return String.join(".", path);
        }
    }

    /** A metric, such as {@code validation.accuracy}. */
    record Metric(String name, Part part) implements Field {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String label() {
            return part.prefix() + name;
        }
    }

    /** Which of a metric's values. */
    enum Part {
        /** The newest, which is the final one of a run that has ended. */
        NEWEST(""),
        LEAST("min."),
        GREATEST("max.");

        private final String prefix;

        Part(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }
}
