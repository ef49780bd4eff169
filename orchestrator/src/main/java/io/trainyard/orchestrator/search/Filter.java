package io.trainyard.orchestrator.search;

import java.util.List;

/** A checked condition on runs. Every one is either true or false of a run. */
public sealed interface Filter {
    /** Each run. */
    record All() implements Filter {}

    /** Text within the name, id, architecture, kind, state, worker or a tag, in any case. */
    record Words(String text) implements Filter {}

    /**
     * A comparison with a value of the field's type.
     *
     * @param operator any but {@link Operator#UNEQUAL}, which is the opposite of {@code EQUAL}
     */
    record Compare(Field field, Operator operator, Literal value) implements Filter {}

    /**
     * Whether the whole text is like a pattern, in any case.
     *
     * @param pattern {@code %} stands for any text, {@code _} for a character, {@code \} before one
     *     of these for itself
     */
    record Like(Field field, String pattern) implements Filter {}

    /** Whether the run has nothing there. */
    record IsNull(Field field) implements Filter {}

    record Not(Filter inner) implements Filter {}

    record And(List<Filter> parts) implements Filter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Filter> parts) implements Filter {
        public Or {
            parts = List.copyOf(parts);
        }
    }
}
