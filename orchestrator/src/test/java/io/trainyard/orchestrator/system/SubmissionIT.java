package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.spec.Problem;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class SubmissionIT {
    private final Api api = new Api();
    private final String pool = "pool-" + UUID.randomUUID();

    @Test
    void acceptedRunIsPendingAndItsSpecIsComplete() {
        // When
        Reply reply = api.send(api.submission(Api.spec(pool, ", priority: 3")));

        // Then
        RunView run = reply.as(RunView.class);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).endsWith("/api/runs/" + run.id());
        assertThat(run.state()).isEqualTo(RunState.PENDING);
        assertThat(run.priority()).isEqualTo(3);
        assertThat(run.architecture()).isEqualTo("lenet5");
        var spec = api.get("/api/runs/" + run.id() + "/spec").json();
        assertThat(spec.at("/training/batchSize").asInt()).isEqualTo(64);
        assertThat(spec.at("/resources/retries").asInt()).isEqualTo(2);
    }

    @Test
    void everyProblemOfSpecIsReportedTogether() {
        // Given
        String spec =
                Api.spec(pool, "")
                        .replace("lenet5", "lenet6")
                        .replace("0.05", "-1")
                        .replace("epochs: 2", "epochs: 2, bachSize: 4");

        // When
        Reply reply = api.send(api.submission(spec));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("spec-invalid");
        assertThat(reply.as(ProblemDetail.class).problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "model.architecture", "optimizer.learningRate", "training.bachSize");
        assertThat(Rows.count("SELECT count(*) FROM run WHERE pool = ?", pool)).isZero();
    }

    @Test
    void validatingAnswersAsSubmittingDoesAndStoresNothing() {
        // Given
        String valid = Api.spec(pool, "");
        String invalid = valid.replace("lenet5", "lenet6").replace("0.05", "-1");

        // When
        Reply complete = api.send(validation(valid));
        Reply problems = api.send(validation(invalid));

        // Then
        assertThat(complete.status()).isEqualTo(200);
        assertThat(complete.json().at("/spec/training/batchSize").asInt()).isEqualTo(64);
        assertThat(problems.status()).isEqualTo(400);
        assertThat(problems.json()).isEqualTo(api.send(api.submission(invalid)).json());
        assertThat(Rows.count("SELECT count(*) FROM run WHERE pool = ?", pool)).isZero();
    }

    private HttpRequest.Builder validation(String spec) {
        return api.request("/api/runs/validate")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(spec));
    }

    @Test
    void unreadableTextSaysWhere() {
        // When
        Reply reply = api.send(api.submission("name: [unclosed"));

        // Then
        assertThat(reply.problem()).isEqualTo("spec-invalid");
        assertThat(reply.as(ProblemDetail.class).problems().getFirst().message())
                .contains("line 1");
    }

    @Test
    void requestRepeatedWithItsKeyGetsTheSameRun() {
        // Given
        String key = "key-" + UUID.randomUUID();
        String spec = Api.spec(pool, "");
        Reply first = api.send(api.submission(spec).header("Idempotency-Key", key));

        // When
        Reply again = api.send(api.submission(spec).header("Idempotency-Key", key));
        Reply other = api.send(api.submission(spec + "\n").header("Idempotency-Key", key));

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.as(RunView.class).id()).isEqualTo(first.as(RunView.class).id());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-conflict");
        assertThat(Rows.count("SELECT count(*) FROM run WHERE pool = ?", pool)).isEqualTo(1);
    }

    @Test
    void pagesFollowOneAnotherNewestFirst() {
        // Given
        UUID first = api.submit(pool);
        UUID second = api.submit(pool);
        UUID third = api.submit(pool);
        api.post("/api/runs/" + third + "/cancel");

        // When
        RunPage page = api.get("/api/runs?limit=2").as(RunPage.class);
        RunPage next = api.get("/api/runs?limit=1&before=" + page.next()).as(RunPage.class);
        RunPage cancelled = api.get("/api/runs?limit=1&state=CANCELLED").as(RunPage.class);
        RunPage found =
                api.get("/api/runs?id=" + first.toString().substring(0, 13)).as(RunPage.class);

        // Then
        assertThat(page.runs()).extracting(RunView::id).containsExactly(third, second);
        assertThat(next.runs()).extracting(RunView::id).containsExactly(first);
        assertThat(cancelled.runs()).extracting(RunView::id).containsExactly(third);
        assertThat(found.runs()).extracting(RunView::id).containsExactly(first);
        assertThat(found.next()).isNull();
    }

    @Test
    void everyErrorIsProblem() {
        // When
        Reply absentRun = api.get("/api/runs/" + UUID.randomUUID());
        Reply noId = api.get("/api/runs/nonsense");
        Reply noRoute = api.get("/api/nonsense");
        Reply wrongMethod = api.send(api.request("/api/runs").DELETE());
        Reply wrongType =
                api.send(
                        api.request("/api/runs")
                                .header("Content-Type", "image/png")
                                .POST(BodyPublishers.ofString("x")));
        Reply brokenJson =
                api.send(
                        api.request("/api/worker/runs/" + UUID.randomUUID() + "/claim")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"worker\": ")));
        Reply badState = api.get("/api/runs?state=DONE");
        Reply badLimit = api.get("/api/runs?limit=0");
        Reply badPrefix = api.get("/api/runs?id=%27%3B--");

        // Then
        assertThat(List.of(absentRun, noId, noRoute)).extracting(Reply::status).containsOnly(404);
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongType.status()).isEqualTo(415);
        assertThat(List.of(brokenJson, badState, badLimit, badPrefix))
                .extracting(Reply::status)
                .containsOnly(400);
        assertThat(
                        List.of(
                                absentRun,
                                noId,
                                noRoute,
                                wrongMethod,
                                wrongType,
                                brokenJson,
                                badState,
                                badLimit,
                                badPrefix))
                .extracting(Reply::problem)
                .doesNotContain("");
        assertThat(badState.as(ProblemDetail.class).detail()).contains("DONE", "SUCCEEDED");
    }

    @Test
    void hugeBodiesAreRefused() {
        // When
        Reply announced = api.send(api.submission("x".repeat(3 << 20)));
        Reply tooLong = api.send(api.submission("# " + "x".repeat((1 << 20) + 10)));

        // Then
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.problem()).isEqualTo("too-large");
        assertThat(tooLong.status()).isEqualTo(400);
    }

    @Test
    void schemaAndCatalogueAreServed() {
        // When
        var schema = api.get("/api/schemas/experiment").json();
        var catalogue = api.get("/api/catalogue").json();

        // Then
        assertThat(schema.at("/properties/name").isMissingNode()).isFalse();
        assertThat(catalogue.get("components").findValuesAsText("name")).contains("lenet5", "sgd");
        assertThat(api.get("/q/openapi").status()).isEqualTo(200);
        assertThat(List.of(api.get("/q/health/ready").status(), api.get("/q/health/live").status()))
                .containsOnly(200);
    }
}
