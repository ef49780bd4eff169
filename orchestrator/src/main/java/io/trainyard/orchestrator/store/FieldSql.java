package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.search.Field;
import io.trainyard.orchestrator.search.Field.BuiltIn;
import io.trainyard.orchestrator.search.Field.Metric;
import io.trainyard.orchestrator.search.Field.Parameter;
import io.trainyard.orchestrator.store.Database.Array;
import java.time.Instant;
import java.util.List;

/** Fields of a run, whose row is {@code r}, as expressions. */
final class FieldSql {
    private final Instant asOf;

    /**
     * @param asOf until when runs that have not ended have lasted
     */
    FieldSql(Instant asOf) {
        this.asOf = asOf;
    }

    /** As text; of tags all of them. */
    Sql text(Field field) {
        return switch (field) {
            case BuiltIn.TAGS -> Sql.of("array_to_string(r.tags, ', ')");
            case BuiltIn.SUBMITTED, BuiltIn.STARTED, BuiltIn.ENDED ->
                    Sql.of(
                            "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                                    .formatted(column(field)));
            case BuiltIn builtIn ->
                    switch (builtIn.type()) {
                        case TEXT -> Sql.of(column(builtIn));
                        case TAGS, NUMBER, TIME, SPAN, ANY -> cast(number(builtIn));
                    };
            case Metric metric -> cast(number(metric));
            case Parameter(List<String> path) -> Sql.of("(r.spec #>> ?)", Array.of("text", path));
        };
    }

    /** As a number; a time in seconds since 1970, a length of time in seconds. */
    Sql number(Field field) {
        return switch (field) {
            case BuiltIn.SUBMITTED, BuiltIn.STARTED, BuiltIn.ENDED ->
                    Sql.of("extract(epoch FROM %s)::float8".formatted(column(field)));
            case BuiltIn.DURATION ->
                    Sql.of(
                            "extract(epoch FROM coalesce(r.ended_at, ?) - r.started_at)::float8",
                            asOf);
            case BuiltIn.PROGRESS ->
                    Sql.of(
                            """
                            (CASE WHEN r.state = 'SUCCEEDED' THEN 1::float8
                                WHEN r.steps > 0 THEN least(1, r.step::float8 / r.steps) END)\
                            """);
            case BuiltIn builtIn -> Sql.of(column(builtIn) + "::float8");
            case Metric(String name, Field.Part part) ->
                    switch (part) {
                        case NEWEST -> Sql.of("(r.newest_values ->> ?)::float8", name);
                        case LEAST -> extreme("least", name);
                        case GREATEST -> extreme("greatest", name);
                    };
            case Parameter(List<String> path) -> {
                Array keys = Array.of("text", path);
                yield Sql.of(
                        """
                        (CASE WHEN jsonb_typeof(r.spec #> ?) = 'number'
                            THEN (r.spec #>> ?)::float8 END)\
                        """,
                        keys,
                        keys);
            }
        };
    }

    private static Sql extreme(String column, String name) {
        return Sql.of(
                """
                (SELECT m.%s FROM measured m WHERE m.name = ? AND m.run = r.id)\
                """
                        .formatted(column),
                name);
    }

    private static Sql cast(Sql number) {
        return new Sql("(" + number.text() + ")::text", number.parameters());
    }

    private static String column(Field field) {
        return switch ((BuiltIn) field) {
            case ID -> "r.id::text";
            case NAME -> "r.name";
            case STATE -> "r.state";
            case KIND -> "r.kind";
            case ARCHITECTURE -> "r.architecture";
            case DATASET -> "(r.spec #>> '{dataset,kind}')";
            case POOL -> "r.pool";
            case PROJECT -> "coalesce(r.spec #>> '{resources,project}', 'default')";
            case WORKER -> "r.worker";
            case FAILURE -> "r.failure_kind";
            case PRIORITY -> "r.priority";
            case ATTEMPT -> "r.attempt";
            case EPOCH -> "r.epoch";
            case STEP -> "r.step";
            case SUBMITTED -> "r.submitted_at";
            case STARTED -> "r.started_at";
            case ENDED -> "r.ended_at";
            case TAGS, DURATION, PROGRESS ->
                    throw new IllegalArgumentException(field.label() + " is no single column");
        };
    }
}
