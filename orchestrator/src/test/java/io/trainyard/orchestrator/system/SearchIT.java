package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunView;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class SearchIT {
    private static final Path CASES = Path.of("../dashboard/src/filter/cases.json");

    private final Api api = new Api();
    private final String pool = "search-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void forget() {
        Rows.change("DELETE FROM run WHERE spec ->> 'of' = ?", pool);
    }

    @Test
    void filterFindsWhatTheDashboardsFilterFinds() throws IOException {
        // Given
        JsonNode cases = Wire.json().readTree(CASES.toFile());
        for (var run : cases.get("runs").properties()) {
            insert(run.getValue());
        }

        // Then
        for (JsonNode one : cases.get("cases")) {
            String filter = one.get(0).asText();
            if (filter.matches(".*( -\\d|today|yesterday).*")) {
                // Relative to a clock that stands still there, and goes here.
                continue;
            }
            List<String> expected = new ArrayList<>();
            one.get(1).forEach(name -> expected.add(name.asText()));
            assertThat(found(mine(filter), "").stream().map(SearchIT::alias))
                    .as(filter)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void parametersDatasetsAndBestValuesAreFound() {
        // Given
        insertMetric("a", 0.5);
        insertMetric("b", Double.NaN);
        Rows.change(
                "UPDATE run SET spec = spec || '{\"dataset\": {\"kind\": \"digits\"}, \"optimizer\": {\"kind\": \"sgd\", \"learningRate\": 0.05, \"nesterov\": true}}' WHERE name = 'a' AND spec ->> 'of' = ?",
                pool);
        Rows.change(
                "INSERT INTO measured SELECT 'validation.loss', id, 0.25, 4 FROM run WHERE name = 'a' AND spec ->> 'of' = ?",
                pool);

        // Then
        for (String filter :
                List.of(
                        "optimizer.learningRate = 5e-2",
                        "optimizer.learningRate < 0.1",
                        "optimizer.kind = SGD",
                        "params.optimizer.kind ~ g",
                        "optimizer.nesterov = true",
                        "dataset = digits",
                        "project = default and optimizer.kind is not null",
                        "best.val.loss = 0.25",
                        "max.val.loss = 4")) {
            assertThat(names(mine(filter), "")).as(filter).containsExactly("a");
        }
        assertThat(names(mine("optimizer.learningRate > 0.1"), "")).isEmpty();
        assertThat(names(mine("optimizer.learningRate != 1"), "name")).containsExactly("a", "b");
        assertThat(names(mine(""), "optimizer.learningRate")).containsExactly("a", "b");
        assertThat(names(mine(""), "-optimizer.kind")).containsExactly("a", "b");
    }

    @Test
    void pagesAreStableWhileRunsComeAndMissingValuesAreLastEitherWay() {
        // Given
        @Nullable Double[] values = {0.3, null, 0.1, Double.NaN, 0.2, 0.2, null};
        for (int index = 0; index < values.length; index++) {
            insertMetric("run" + index, values[index]);
        }
        String filter = mine("");

        for (String sort :
                List.of("metrics.m", "-metrics.m", "-metrics.m,-name", "state,metrics.m")) {
            List<String> whole = names(filter, sort);
            // When
            List<String> paged = new ArrayList<>();
            String cursor = null;
            do {
                RunPage page = page(filter, sort, cursor, 2);
                page.runs().forEach(run -> paged.add(run.name()));
                cursor = page.next();
                // Before everything that was seen, in each of these orders or the next.
                insertMetric("late", sort.startsWith("-") ? 9.0 : 0.0);
            } while (cursor != null);

            // Then
            assertThat(paged).as(sort).isEqualTo(whole);
            Rows.change("DELETE FROM run WHERE name = 'late' AND spec ->> 'of' = ?", pool);
        }
        assertThat(names(filter, "metrics.m"))
                .containsExactly("run2", "run5", "run4", "run0", "run6", "run3", "run1");
        assertThat(names(filter, "-metrics.m,name"))
                .containsExactly("run0", "run4", "run5", "run2", "run1", "run3", "run6");
    }

    @Test
    void whatTheUserWritesIsNeverPartOfTheStatement() {
        insertMetric("a", 0.5);
        for (String hostile :
                List.of(
                        "'; DROP TABLE run; --",
                        "a' OR '1'='1",
                        "%",
                        "_",
                        "\\",
                        "$1",
                        "?",
                        "\u0001")) {
            String quoted = "\"" + hostile.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            assertThat(names(mine("name = " + quoted), "")).as(hostile).isEmpty();
            assertThat(names(mine("metrics." + "x = 1 or name ~ " + quoted), ""))
                    .as(hostile)
                    .isEmpty();
        }
        assertThat(names(mine("\"params.a' or true --\" is null"), "")).containsExactly("a");
        assertThat(get("name = \"\0\"", "", null, 5).status()).isEqualTo(400);
    }

    @Test
    void mistakesAreAnsweredWithTheirPlace() {
        assertThat(detail(get("stat = x", "", null, 5)))
                .startsWith("filter: 'stat' at character 1 is no field; did you mean state");
        assertThat(detail(get("", "-nam", null, 5)))
                .startsWith("sort: 'nam' at character 2 is no field; did you mean name");
        assertThat(detail(get("", "", "nonsense", 5))).startsWith("cursor is none");
        assertThat(detail(api.get("/api/runs?filter=x&state=failed")))
                .contains("state, id and before");
        assertThat(detail(api.get("/api/runs.csv?columns=name,nope")))
                .startsWith("columns: 'nope' at character 6");
    }

    @Test
    void cursorOfAnotherQuestionIsRefused() {
        // Given
        insertMetric("a", 1.0);
        insertMetric("b", 2.0);
        String cursor = page(mine(""), "name", null, 1).next();

        // Then
        assertThat(cursor).isNotNull();
        assertThat(page(mine(""), "name", cursor, 1).runs()).hasSize(1);
        assertThat(get(mine(""), "-name", cursor, 1).status()).isEqualTo(400);
    }

    @Test
    void tableIsWrittenInTheOrderAskedFor() {
        // Given
        insertMetric("=1+1", 0.25);
        insertMetric("b, \"c\"", null);

        // When
        Reply reply =
                api.get(
                        "/api/runs.csv?columns=name,metrics.m,optimizer.kind&sort=-metrics.m&filter="
                                + encoded(mine("")));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .isEqualTo("name,m,optimizer.kind\r\n\"'=1+1\",0.25,\r\n\"b, \"\"c\"\"\",,\r\n");
        assertThat(api.get("/api/runs.csv?filter=" + encoded(mine(""))).text())
                .startsWith("id,name,state,kind,architecture,dataset,");
    }

    @Test
    void reportsWidenWhatIsKnownOfAMetric() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            String all = "id = " + run;

            // When
            worker.send(
                    run,
                    attempt,
                    1,
                    Events.started(0),
                    Events.epochEnded(1, 0.9),
                    Events.epochEnded(2, Double.NaN),
                    Events.epochEnded(3, 0.4),
                    Events.finished(30));
            var _ = api.await(run, io.trainyard.contract.api.RunState.SUCCEEDED);

            // Then
            assertThat(found(all + " and best.val.accuracy = 0.9", "")).hasSize(1);
            assertThat(found(all + " and min.val.accuracy = 0.4", "")).hasSize(1);
            assertThat(found(all + " and val.accuracy = 0.4", "")).hasSize(1);
            assertThat(found(all + " and best.test.accuracy = 0.97", "")).hasSize(1);
            assertThat(found(all + " and optimizer.learningRate = 0.05 and dataset = digits", ""))
                    .hasSize(1);
        }
    }

    private String mine(String filter) {
        String only = "params.of = " + pool;
        return filter.isEmpty() ? only : only + " and (" + filter + ")";
    }

    private List<RunView> found(String filter, String sort) {
        return page(filter, sort, null, 100).runs();
    }

    private List<String> names(String filter, String sort) {
        return found(filter, sort).stream().map(RunView::name).toList();
    }

    private RunPage page(String filter, String sort, @Nullable String cursor, int limit) {
        Reply reply = get(filter, sort, cursor, limit);
        if (reply.status() != 200) {
            throw new AssertionError(filter + ": " + detail(reply));
        }
        return reply.as(RunPage.class);
    }

    private Reply get(String filter, String sort, @Nullable String cursor, int limit) {
        return api.get(
                "/api/runs?limit=%d&filter=%s&sort=%s%s"
                        .formatted(
                                limit,
                                encoded(filter),
                                encoded(sort),
                                cursor == null ? "" : "&cursor=" + cursor));
    }

    private static String detail(Reply reply) {
        return String.valueOf(reply.as(ProblemDetail.class).detail());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String alias(RunView run) {
        return run.name().startsWith("Nightly") ? "resnet" : "waiting";
    }

    private void insertMetric(String name, @Nullable Double value) {
        var run = Wire.json().createObjectNode().put("name", name).put("state", "PENDING");
        run.put("kind", "train").put("architecture", "lenet5").put("pool", pool);
        run.put("submittedAt", "2026-01-02T00:00:00Z");
        var values = run.putObject("values");
        if (value != null) {
            values.set("m", Wire.json().valueToTree(value));
        }
        insert(run);
    }

    /** Its pool has no worker, so nothing publishes it. */
    private void insert(JsonNode run) {
        List<String> tags = new ArrayList<>();
        run.path("tags").forEach(tag -> tags.add(tag.asText()));
        var _ =
                Rows.change(
                        """
                        INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags, spec,
                            body_sha256, state, attempt, worker, submitted_at, started_at, ended_at, epoch,
                            step, steps, newest_values)
                        VALUES (gen_random_uuid(), ?, ?, ?, ?, ?, 0, ?, jsonb_build_object('of', ?::text),
                            sha256('x'), ?, ?, nullif(?, ''), nullif(?, '')::timestamptz,
                            nullif(?, '')::timestamptz, nullif(?, '')::timestamptz, ?, ?, ?,
                            ?::jsonb)
                        """,
                        run.path("name").asText(),
                        run.path("kind").asText(),
                        run.path("architecture").asText(),
                        run.path("pool").asText(),
                        run.path("priority").asInt(),
                        tags.toArray(String[]::new),
                        pool,
                        run.path("state").asText(),
                        run.path("attempt").asInt(),
                        run.path("worker").asText(),
                        run.path("submittedAt").asText(),
                        run.path("startedAt").asText(),
                        run.path("endedAt").asText(),
                        run.path("epoch").asInt(),
                        run.path("step").asLong(),
                        run.path("steps").asLong(),
                        run.path("values").toString());
    }
}
