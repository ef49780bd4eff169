package io.trainyard.orchestrator.view;

import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.search.Cursor;
import io.trainyard.orchestrator.search.Field;
import io.trainyard.orchestrator.search.Fields;
import io.trainyard.orchestrator.search.FilterParser;
import io.trainyard.orchestrator.search.SearchException;
import io.trainyard.orchestrator.search.Sort;
import io.trainyard.orchestrator.store.RunRecord;
import io.trainyard.orchestrator.store.RunSearch;
import io.trainyard.orchestrator.store.RunSearch.Hit;
import io.trainyard.orchestrator.store.RunSearch.Question;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs by filter and sort: a page of them, or all as a table. */
@ApplicationScoped
public class RunSearches {
    /** Rows of a table that are in memory at a time. */
    private static final int ROWS_A_PIECE = 1_000;

    private final RunSearch search;
    private final Clock clock;

    RunSearches(RunSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    /**
     * A page of the runs that a filter is true of.
     *
     * @param cursor where the page before ended, or null for the first
     * @throws RefusedException PARAMETER_INVALID with the place of a mistake
     */
    @Transactional
    public RunPage page(String filter, String sort, @Nullable String cursor, int limit) {
        Cursor after = cursor == null ? null : cursor(cursor, filter, sort);
        Instant asOf = after == null ? clock.instant() : after.asOf();
        Question question =
                question(filter, sort, asOf, new Fields(search.metricNames()), List.of());
        List<Hit> found = find(question, after, limit + 1);
        List<Hit> shown = found.subList(0, Math.min(limit, found.size()));
        String next =
                found.size() > limit
                        ? cursorAfter(shown.getLast(), asOf).written(filter, sort)
                        : null;
        return new RunPage(views(shown), next);
    }

    /** A table whose head is known and whose rows are read while they are written. */
    public interface Table {
        void writeTo(Writer writer) throws IOException;
    }

    /**
     * All runs that a filter is true of, as CSV.
     *
     * @param columns fields, with commas between them; empty for all that runs have and measured
     * @throws RefusedException PARAMETER_INVALID with the place of a mistake, before anything is
     *     written
     */
    public Table table(String filter, String sort, String columns) {
        Fields fields = new Fields(search.metricNames());
        List<Field> cells = columns.isBlank() ? all(fields) : columns(columns, fields);
        Question question = question(filter, sort, clock.instant(), fields, cells);
        return writer -> write(question, writer);
    }

    private void write(Question question, Writer writer) throws IOException {
        CsvRow.write(writer, question.cells().stream().map(Field::label).toList());
        Cursor after = null;
        List<Hit> piece;
        do {
            piece = search.find(question, after, ROWS_A_PIECE);
            for (Hit hit : piece) {
                CsvRow.write(writer, hit.cells());
            }
            if (!piece.isEmpty()) {
                after = cursorAfter(piece.getLast(), question.asOf());
            }
        } while (piece.size() == ROWS_A_PIECE);
        writer.flush();
    }

    private List<RunView> views(List<Hit> hits) {
        Map<UUID, RunRecord> records =
                RunRecord.withIds(hits.stream().map(Hit::id).toList()).stream()
                        .collect(Collectors.toMap(record -> record.id, Function.identity()));
        return hits.stream()
                .map(hit -> records.get(hit.id()))
                .filter(Objects::nonNull)
                .map(RunViews::view)
                .toList();
    }

    private List<Hit> find(Question question, @Nullable Cursor after, int limit) {
        try {
            return search.find(question, after, limit);
        } catch (IllegalArgumentException misfit) {
            throw badCursor();
        }
    }

    private static Question question(
            String filter, String sort, Instant asOf, Fields fields, List<Field> cells) {
        return new Question(
                read("filter", () -> FilterParser.parse(filter, fields, asOf)),
                read("sort", () -> Sort.parse(sort, fields)),
                asOf,
                cells);
    }

    private static List<Field> columns(String columns, Fields fields) {
        return read(
                "columns",
                () -> Sort.columns(columns, fields).stream().map(Sort.Key::field).toList());
    }

    private static List<Field> all(Fields fields) {
        List<Field> all = new ArrayList<>(Arrays.asList(Field.BuiltIn.values()));
        all.addAll(fields.metrics());
        return all;
    }

    private static <T> T read(String parameter, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (SearchException mistake) {
            throw Refusal.PARAMETER_INVALID.because(
                    "%s: %s", parameter, String.valueOf(mistake.getMessage()));
        }
    }

    private static Cursor cursorAfter(Hit last, Instant asOf) {
        return new Cursor(asOf, last.keys(), last.number());
    }

    private static Cursor cursor(String cursor, String filter, String sort) {
        return Cursor.read(cursor, filter, sort).orElseThrow(RunSearches::badCursor);
    }

    private static RefusedException badCursor() {
        return Refusal.PARAMETER_INVALID.because(
                "cursor is none that this filter and sort gave; ask for the first page without one.");
    }
}
