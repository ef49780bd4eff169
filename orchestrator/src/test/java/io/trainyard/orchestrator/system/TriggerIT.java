package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.TriggerView;
import io.trainyard.contract.spec.Problem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Adding, showing and removing triggers. */
@OrchestratorTest
class TriggerIT {
    private final Api api = new Api();
    private final TriggerFixture trigger = new TriggerFixture(api);

    @Test
    void addedTriggerIsShownAsItWasGiven() {
        // When
        Reply reply =
                trigger.post(
                        trigger.definition(
                                "{kind: cron, expression: \"0 2 * * *\", timeZone: Europe/Berlin}",
                                "debounce: 90s",
                                "cooldown: 1h"));

        // Then
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).endsWith("/api/triggers/" + trigger.name());
        TriggerView view = trigger.view();
        assertThat(view.kind()).isEqualTo("cron");
        assertThat(view.when().path("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(view.debounce()).isEqualTo(Duration.ofSeconds(90));
        assertThat(view.cooldown()).isEqualTo(Duration.ofHours(1));
        assertThat(view.spec().path("tags").toString()).isEqualTo("[\"mine\"]");
        assertThat(view.next())
                .isIn(
                        api.get("/api/triggers/" + trigger.name() + "/dry-run")
                                .as(DryRunView.class)
                                .upcoming());
        assertThat(view.fired()).isZero();
        assertThat(api.get("/api/triggers").json().findValuesAsText("name"))
                .contains(trigger.name());
    }

    @Test
    void everyProblemIsReportedTogetherAndOnceInTheLedger() {
        // Given
        String definition =
                trigger.definition(
                                "{kind: cron, expression: \"0 0 30 2\", timeZone: Europe/Berlim}",
                                "debounce: soon",
                                "colldown: 1h")
                        .replace("lenet5", "lenet6");

        // When
        Reply reply = trigger.post(definition);
        Reply again = trigger.post(definition);

        // Then
        assertThat(reply.problem()).isEqualTo("spec-invalid");
        List<Problem> problems = reply.as(ProblemDetail.class).problems();
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "debounce",
                        "colldown",
                        "when.timeZone",
                        "when.expression",
                        "spec.model.architecture");
        assertThat(problems)
                .extracting(Problem::message)
                .anyMatch(message ->
                        message.contains("'Europe/Berlim'")
                                && message.contains("nearest known: Europe/Berlin"))
                .anyMatch(message -> message.startsWith("spec.model.architecture 'lenet6'"))
                .anyMatch(message -> message.contains("known: cooldown"));
        assertThat(again.status()).isEqualTo(400);
        DecisionView line = trigger.decisions().getFirst();
        assertThat(trigger.decisions()).hasSize(1);
        assertThat(line.decision()).isEqualTo(Decision.REFUSED);
        assertThat(line.occurrence()).startsWith("definition:");
        assertThat(line.reason()).contains("Europe/Berlim", "lenet6");
        assertThat(line.count()).isEqualTo(2);
        assertThat(api.get("/api/triggers/" + trigger.name()).status()).isEqualTo(404);
    }

    @Test
    void kindsKnowWhatNeverHappensAndWhatIsForbidden() {
        // Then
        assertRefused("{kind: cron, expression: \"0 0 30 2 *\"}", "when.expression", "never comes");
        assertRefused("{kind: cron, expression: \"0 9 31 4 *\"}", "when.expression", "never comes");
        assertRefused("{kind: corn}", "when.kind", "known: cron");
        assertRefused("{expression: x}", "when.kind", "is missing");
        assertRefused("{kind: cron}", "when.expression", "is missing");
        assertRefused("{kind: class_folder, path: /etc}", "when.path", "outside");
        assertRefused("{kind: class_folder, path: relative}", "when.path", "absolute");
        assertRefused(
                "{kind: class_folder, path: %s/absent}".formatted(Stack.dataRoot()),
                "when.path",
                "does not exist");
        assertRefused(
                "{kind: class_folder, path: %s, every: 1ms}".formatted(Stack.dataRoot()),
                "when.every",
                "from 1s to 1d");
    }

    private void assertRefused(String when, String path, String words) {
        Reply reply = trigger.post(trigger.definition(when));
        assertThat(reply.problem()).as(when).isEqualTo("spec-invalid");
        assertThat(reply.as(ProblemDetail.class).problems())
                .as(when)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.message()).startsWith(path).contains(words);
                });
    }

    @Test
    void nameIsUsedOnceAtTimeAndItsLedgerStays() {
        // Given
        trigger.add("{kind: webhook}");

        // When
        Reply taken = trigger.post(trigger.definition("{kind: webhook}"));
        trigger.remove();
        Reply removed = api.get("/api/triggers/" + trigger.name());
        Reply twice = api.send(api.request("/api/triggers/" + trigger.name()).DELETE());
        trigger.add("{kind: webhook}");

        // Then
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.problem()).isEqualTo("name-taken");
        assertThat(removed.status()).isEqualTo(404);
        assertThat(twice.status()).isEqualTo(404);
        assertThat(trigger.view().fired()).isZero();
    }

    @Test
    void dryRunOfDefinitionStoresNothing() {
        // When
        Reply reply =
                api.send(
                        trigger.yaml(
                                "/api/triggers/dry-run",
                                trigger.definition(
                                        "{kind: cron, expression: \"30 4 * * *\", timeZone: UTC}")));

        // Then
        DryRunView view = reply.as(DryRunView.class);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(view.upcoming()).hasSize(5);
        assertThat(view.upcoming().getFirst().toString()).endsWith("T04:30:00Z");
        assertThat(api.get("/api/triggers/" + trigger.name()).status()).isEqualTo(404);
        assertThat(trigger.decisions()).isEmpty();
    }

    @Test
    void decisionsComeInPages() {
        // Given
        for (int count = 0; count < 3; count++) {
            trigger.post(trigger.definition("{kind: unknown%d}".formatted(count)));
        }

        // When
        String path = "/api/decisions?limit=2&trigger=" + trigger.name();
        DecisionPage page = api.get(path).as(DecisionPage.class);
        DecisionPage next = api.get(path + "&before=" + page.next()).as(DecisionPage.class);

        // Then
        assertThat(page.decisions()).hasSize(2);
        assertThat(next.decisions()).hasSize(1);
        assertThat(next.next()).isNull();
        assertThat(page.decisions().getLast().id()).isGreaterThan(next.decisions().getFirst().id());
        assertThat(api.get("/api/decisions?limit=501").problem()).isEqualTo("parameter-invalid");
        assertThat(api.get("/api/decisions?trigger=" + UUID.randomUUID()).json().path("decisions"))
                .isEmpty();
    }
}
