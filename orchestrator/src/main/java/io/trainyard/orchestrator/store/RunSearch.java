package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.search.Cursor;
import io.trainyard.orchestrator.search.Field;
import io.trainyard.orchestrator.search.Field.Type;
import io.trainyard.orchestrator.search.Filter;
import io.trainyard.orchestrator.search.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds runs, a page at a time, each page after the keys of the one before. */
@ApplicationScoped
public class RunSearch {
    private final Database database;

    RunSearch(Database database) {
        this.database = database;
    }

    /**
     * What is asked for.
     *
     * @param asOf until when runs that have not ended have lasted
     * @param cells fields to read of each run
     */
    public record Question(Filter filter, Sort sort, Instant asOf, List<Field> cells) {}

    /**
     * A run that was found.
     *
     * @param keys what it is sorted by, for a cursor
     * @param cells its fields as text, null where it has nothing there
     */
    public record Hit(
            UUID id, long number, List<@Nullable String> keys, List<@Nullable String> cells) {}

    /** A key of the statement's order. */
    private record OrderKey(Sql content, boolean isNumber, boolean descending) {}

    /** Names of the metrics that runs have measured, ascending. */
    public List<String> metricNames() {
        // Jumps from name to name over the primary key, whose rows are many more.
        return database.query(
                """
                WITH RECURSIVE known AS (
                    SELECT min(name) AS name FROM measured
                    UNION ALL
                    SELECT (SELECT min(name) FROM measured WHERE name > known.name)
                    FROM known WHERE known.name IS NOT NULL)
                SELECT name FROM known WHERE name IS NOT NULL
                """,
                row -> row.getString(1));
    }

    /**
     * The next runs.
     *
     * @param after where the page before ended, or null for the first
     * @throws IllegalArgumentException where the cursor does not fit the sort
     */
    public List<Hit> find(Question question, @Nullable Cursor after, int limit) {
        FieldSql fields = new FieldSql(question.asOf());
        List<OrderKey> keys = orderKeys(question.sort(), fields);
        List<Sql> selected = new ArrayList<>(List.of(Sql.of("r.id, r.number")));
        for (int index = 0; index < keys.size(); index++) {
            selected.add(keys.get(index).content().then(" AS " + name(index)));
        }
        for (int index = 0; index < question.cells().size(); index++) {
            selected.add(fields.text(question.cells().get(index)).then(" AS cell" + index));
        }
        Sql statement =
                Sql.of("SELECT * FROM (SELECT ")
                        .then(Sql.join(", ", selected))
                        .then(" FROM run r WHERE ")
                        .then(new FilterSql(fields).condition(question.filter()))
                        .then(") AS found WHERE ")
                        .then(after == null ? Sql.of("true") : after(after, keys))
                        .then(" ORDER BY " + order(keys) + "number DESC LIMIT ?", limit);
        return database.query(
                statement.text(),
                row -> hit(row, keys.size(), question.cells().size()),
                statement.parameters().toArray());
    }

    private static Hit hit(ResultSet row, int keys, int cells) throws SQLException {
        List<@Nullable String> keyTexts = new ArrayList<>();
        for (int index = 0; index < keys; index++) {
            keyTexts.add(row.getString(name(index)));
        }
        List<@Nullable String> cellTexts = new ArrayList<>();
        for (int index = 0; index < cells; index++) {
            cellTexts.add(row.getString("cell" + index));
        }
        return new Hit(row.getObject("id", UUID.class), row.getLong("number"), keyTexts, cellTexts);
    }

    /** Of a spec's value its number, and then its text: a spec may have either there. */
    private static List<OrderKey> orderKeys(Sort sort, FieldSql fields) {
        List<OrderKey> keys = new ArrayList<>();
        for (Sort.Key key : sort.keys()) {
            Type type = key.field().type();
            if (type != Type.TEXT && type != Type.TAGS) {
                keys.add(
                        new OrderKey(
                                Sql.of("nullif(").then(fields.number(key.field())).then(", 'NaN')"),
                                true,
                                key.descending()));
            }
            if (type == Type.TEXT || type == Type.TAGS || type == Type.ANY) {
                keys.add(
                        new OrderKey(
                                Sql.of("nullif(lower(")
                                        .then(fields.text(key.field()))
                                        .then("), '') COLLATE \"C\""),
                                false,
                                key.descending()));
            }
        }
        return keys;
    }

    private static String order(List<OrderKey> keys) {
        StringBuilder order = new StringBuilder();
        for (int index = 0; index < keys.size(); index++) {
            order.append(name(index))
                    .append(keys.get(index).descending() ? " DESC" : " ASC")
                    .append(" NULLS LAST, ");
        }
        return order.toString();
    }

    /** Alike in some first keys, and later in the next of them, or at last in the number. */
    private static Sql after(Cursor cursor, List<OrderKey> keys) {
        if (cursor.keys().size() != keys.size()) {
            throw new IllegalArgumentException("the cursor has other keys");
        }
        List<Sql> cases = new ArrayList<>();
        Sql alike = Sql.of("true");
        for (int index = 0; index < keys.size(); index++) {
            String name = name(index);
            OrderKey key = keys.get(index);
            String text = cursor.keys().get(index);
            if (text == null) {
                // Nothing comes after what has no value but more of the same.
                alike = alike.then(" AND " + name + " IS NULL");
                continue;
            }
            Object value = key.isNumber() ? (Object) Double.valueOf(text) : text;
            cases.add(
                    Sql.of("(")
                            .then(alike)
                            .then(
                                    " AND (%s %s ? OR %s IS NULL))"
                                            .formatted(name, key.descending() ? "<" : ">", name),
                                    value));
            alike = alike.then(" AND " + name + " = ?", value);
        }
        cases.add(Sql.of("(").then(alike).then(" AND number < ?)", cursor.number()));
        return Sql.of("(").then(Sql.join(" OR ", cases)).then(")");
    }

    private static String name(int index) {
        return "key" + index;
    }
}
