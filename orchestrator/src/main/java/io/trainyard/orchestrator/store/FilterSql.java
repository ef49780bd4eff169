package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.search.Field;
import io.trainyard.orchestrator.search.Field.BuiltIn;
import io.trainyard.orchestrator.search.Filter;
import io.trainyard.orchestrator.search.Literal;
import io.trainyard.orchestrator.search.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a filter as a condition. Each test is true or false, never null, so that its opposite is
 * what people expect; whatever the user wrote is a parameter.
 */
final class FilterSql {
    private static final String WORDS =
            "concat_ws(E'\\n', r.name, r.id::text, r.architecture, r.kind, r.state, r.worker, array_to_string(r.tags, E'\\n'))";

    private final FieldSql fields;

    FilterSql(FieldSql fields) {
        this.fields = fields;
    }

    Sql condition(Filter filter) {
        return switch (filter) {
            case Filter.All _ -> Sql.of("true");
            case Filter.Words(String text) ->
                    Sql.of("strpos(lower(" + WORDS + "), lower(?)) > 0", text);
            case Filter.Not(Filter inner) -> Sql.of("NOT (").then(condition(inner)).then(")");
            case Filter.And(var parts) ->
                    Sql.of("(")
                            .then(Sql.join(" AND ", parts.stream().map(this::condition).toList()))
                            .then(")");
            case Filter.Or(var parts) ->
                    Sql.of("(")
                            .then(Sql.join(" OR ", parts.stream().map(this::condition).toList()))
                            .then(")");
            case Filter.IsNull(Field field) ->
                    field == BuiltIn.TAGS
                            ? Sql.of("cardinality(r.tags) = 0")
                            : fields.text(field).then(" IS NULL");
            case Filter.Like(Field field, String pattern) ->
                    text(field, "%s LIKE lower(?)", pattern);
            case Filter.Compare(Field field, Operator operator, Literal value) ->
                    operator == Operator.CONTAINS
                            ? text(field, "strpos(%s, lower(?)) > 0", value.text())
                            : compare(field, operator, value);
        };
    }

    private Sql compare(Field field, Operator operator, Literal value) {
        return switch (field.type()) {
            case TEXT, TAGS -> text(field, textTest(operator), value.text());
            case NUMBER, TIME, SPAN -> number(field, operator, value.number());
            case ANY -> any(field, operator, value);
        };
    }

    /** A number of the spec is compared with numbers, everything else of it with text. */
    private Sql any(Field field, Operator operator, Literal value) {
        Sql asText = text(field, textTest(operator), value.text());
        if (value.number() == null) {
            return asText;
        }
        Sql asNumber = number(field, operator, value.number());
        return operator == Operator.EQUAL
                ? Sql.of("(").then(asNumber).then(" OR ").then(asText).then(")")
                : asNumber;
    }

    private static String textTest(Operator operator) {
        return "%s COLLATE \"C\" " + sign(operator) + " lower(?)";
    }

    private Sql text(Field field, String test, String value) {
        if (field == BuiltIn.TAGS) {
            return Sql.of(
                    "EXISTS (SELECT FROM unnest(r.tags) AS tag WHERE %s)"
                            .formatted(test.formatted("lower(tag)")),
                    value);
        }
        Sql content = fields.text(field);
        return new Sql(
                "coalesce(" + test.formatted("lower(" + content.text() + ")") + ", false)",
                Sql.join("", List.of(content, Sql.of("", value))).parameters());
    }

    private Sql number(Field field, Operator operator, @Nullable Double value) {
        Sql content = fields.number(field);
        // To PostgreSQL NaN is above all numbers; here it is equal to itself and nothing else.
        Sql order =
                operator == Operator.EQUAL
                        ? content
                        : Sql.of("nullif(").then(content).then(", 'NaN')");
        boolean never = operator != Operator.EQUAL && value != null && value.isNaN();
        return never
                ? Sql.of("false")
                : Sql.of("coalesce(").then(order).then(" " + sign(operator) + " ?, false)", value);
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case UNEQUAL -> "<>";
            case BELOW -> "<";
            case AT_MOST -> "<=";
            case ABOVE -> ">";
            case AT_LEAST -> ">=";
            case CONTAINS -> throw new IllegalArgumentException("it is no sign of PostgreSQL");
        };
    }
}
