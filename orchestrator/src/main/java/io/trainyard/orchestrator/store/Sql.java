package io.trainyard.orchestrator.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a statement with a parameter for each of its question marks. */
record Sql(String text, List<@Nullable Object> parameters) {
    static Sql of(String text, @Nullable Object... parameters) {
        return new Sql(text, Arrays.asList(parameters));
    }

    /** The pieces with a word between each two. */
    static Sql join(String between, List<Sql> pieces) {
        List<@Nullable Object> parameters = new ArrayList<>();
        pieces.forEach(piece -> parameters.addAll(piece.parameters()));
        return new Sql(String.join(between, pieces.stream().map(Sql::text).toList()), parameters);
    }

    /** This with another after it. */
    Sql then(Sql next) {
        return join("", List.of(this, next));
    }

    Sql then(String next, @Nullable Object... more) {
        return then(of(next, more));
    }
}
