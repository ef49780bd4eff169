package io.trainyard.orchestrator.search;

/** A piece of a filter and where it begins, from 0. */
sealed interface Token {
    int at();

    /** A bare or quoted word, its quotes and escapes taken away. */
    record Word(String text, boolean quoted, int at) implements Token {
        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }
    }

    record Sign(Operator operator, int at) implements Token {}

    record Open(int at) implements Token {}

    record Close(int at) implements Token {}

    record Comma(int at) implements Token {}

    record End(int at) implements Token {}
}
