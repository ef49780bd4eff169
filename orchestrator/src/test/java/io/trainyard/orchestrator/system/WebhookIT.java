package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.TriggerView;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Deliveries from outside, signed and otherwise. */
@OrchestratorTest
class WebhookIT {
    private static final String OWN_SECRET =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "a key of thirty-two bytes, for us"
                                            .substring(0, 32)
                                            .getBytes(StandardCharsets.UTF_8));

    private final Api api = new Api();
    private final TriggerFixture trigger = new TriggerFixture(api);

    @Test
    void signedDeliveryStartsRunThatCanBeRecognised() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));

        // When
        Reply reply = deliver(secret, "msg-1", Instant.now(), "{\"new\": true}");

        // Then
        assertThat(reply.status()).isEqualTo(202);
        DecisionView line = reply.as(DecisionView.class);
        assertThat(line.decision()).isEqualTo(Decision.FIRED);
        assertThat(line.occurrence()).isEqualTo("msg-1");
        assertThat(line.reason()).contains("msg-1", "no debounce");
        RunView run = api.run(Objects.requireNonNull(line.run()));
        assertThat(run.tags()).containsExactly("mine", "trigger:" + trigger.name());
        assertThat(trigger.view().fired()).isEqualTo(1);
        assertThat(trigger.runs()).isEqualTo(1);
    }

    @Test
    void replayedDeliveryIsRefusedAndCounted() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));
        Instant now = Instant.now();
        var _ = deliver(secret, "msg-1", now, "body");

        // When
        Reply same = deliver(secret, "msg-1", now, "body");
        Reply resigned = deliver(secret, "msg-1", now.plusSeconds(1), "other");

        // Then
        assertThat(List.of(same, resigned)).extracting(Reply::status).containsOnly(409);
        assertThat(same.problem()).isEqualTo("replayed");
        assertThat(trigger.decisions()).singleElement().matches(line -> line.count() == 3);
        assertThat(trigger.runs()).isEqualTo(1);
    }

    @Test
    void deliverySentManyTimesAtOnceStartsOneRun() throws Exception {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));
        Instant now = Instant.now();
        Callable<Integer> delivery = () -> deliver(secret, "msg-1", now, "body").status();

        // When
        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(8)) {
            statuses =
                    threads.invokeAll(java.util.Collections.nCopies(8, delivery)).stream()
                            .map(answer -> answer.resultNow())
                            .toList();
        }

        // Then
        assertThat(statuses).containsOnlyOnce(202).filteredOn(s -> s == 409).hasSize(7);
        assertThat(trigger.runs()).isEqualTo(1);
    }

    @Test
    void whateverIsNotSignedNowIsRefusedInTheSameWords() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook, secret: %s}".formatted(OWN_SECRET)));
        Instant now = Instant.now();

        // When
        Reply otherKey = deliver(secretLike('x'), "msg-1", now, "body");
        Reply tampered = send("msg-2", now, "body!", sign(secret, "msg-2", now, "body"));
        Reply otherId = send("msg-4", now, "body", sign(secret, "msg-3", now, "body"));
        Reply stale = deliver(secret, "msg-5", now.minusSeconds(302), "body");
        Reply early = deliver(secret, "msg-6", now.plusSeconds(330), "body");
        Reply unsigned = api.send(api.request(path()).POST(BodyPublishers.ofString("body")));
        Reply version = send("msg-7", now, "body", "v2," + sign(secret, "msg-7", now, "body"));
        Reply unknown =
                api.send(
                        api.request("/api/triggers/nobody-knows-it/deliveries")
                                .POST(BodyPublishers.ofString("body")));

        // Then
        assertThat(List.of(otherKey, tampered, otherId, stale, early, unsigned, version, unknown))
                .extracting(Reply::status)
                .containsOnly(401);
        assertThat(List.of(otherKey, stale, unsigned, unknown))
                .extracting(reply -> reply.as(ProblemDetail.class))
                .containsOnly(otherKey.as(ProblemDetail.class));
        assertThat(trigger.runs()).isZero();
        List<DecisionView> lines = trigger.decisions();
        assertThat(lines).extracting(DecisionView::decision).containsOnly(Decision.REFUSED);
        // One line a fault and minute, and the test may see a minute end.
        assertThat(lines).hasSizeBetween(3, 6);
        assertThat(lines.stream().mapToInt(DecisionView::count).sum()).isEqualTo(7);
        assertThat(lines)
                .extracting(line -> line.occurrence().split(":", 3)[1])
                .contains("signature", "timestamp", "headers");
        assertThat(
                        Rows.count(
                                "SELECT count(*) FROM trigger_decision WHERE name = 'nobody-knows-it'"))
                .isZero();
    }

    @Test
    void anyOfSeveralSignaturesWillDo() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));
        Instant now = Instant.now();
        String good = sign(secret, "msg-1", now, "body");

        // Then
        assertThat(send("msg-1", now, "body", "v1,AAAA v1a,x " + good).status()).isEqualTo(202);
    }

    @Test
    void secretIsShownOnceAndNeverAgain() {
        // Given
        TriggerView made = trigger.add("{kind: webhook}");
        String secret = secretOf(made);
        var given = new TriggerFixture(api);
        TriggerView own = given.add("{kind: webhook, secret: %s}".formatted(OWN_SECRET));

        // When
        var _ = deliver(secret, "msg-1", Instant.now(), "body");
        Reply bad =
                trigger.post(
                        trigger.definition("{kind: webhook, secret: whsec_c2hvcnQ=}")
                                .replace("tags: [mine]", "tags: whsec_inTheWrongPlace"));
        Reply misspelt =
                trigger.post(
                        trigger.definition("{kind: webhook, secrte: %s}".formatted(OWN_SECRET)));

        // Then
        assertThat(own.secret()).isNull();
        assertThat(bad.as(ProblemDetail.class).problems())
                .anyMatch(problem ->
                        problem.path().equals("when.secret")
                                && problem.message().contains("24 to 64"));
        assertThat(misspelt.status()).isEqualTo(400);
        String everything =
                api.get("/api/triggers").json().toString()
                        + trigger.view()
                        + api.get("/api/triggers/" + trigger.name()).json()
                        + api.get("/api/triggers/" + trigger.name() + "/dry-run").json()
                        + api.get("/api/decisions?limit=500").json()
                        + bad.json()
                        + misspelt.json()
                        + made;
        assertThat(everything)
                .doesNotContain(
                        secret.substring(6), OWN_SECRET.substring(6), "c2hvcnQ", "inTheWrongPlace");
    }

    @Test
    void largeBodyIsRefusedBeforeItIsLookedAt() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));

        // Then
        assertThat(deliver(secret, "msg-1", Instant.now(), "x".repeat(70_000)).status())
                .isEqualTo(413);
        assertThat(deliver(secret, "msg-2", Instant.now(), "x".repeat(60_000)).status())
                .isEqualTo(202);
    }

    @Test
    void cooldownSuppressesAndDebounceCoalesces() {
        // Given
        String secret =
                secretOf(trigger.add("{kind: webhook}", "debounce: 1500ms", "cooldown: 1h"));

        // When
        for (String id : List.of("one", "two", "three")) {
            assertThat(deliver(secret, id, Instant.now(), "").as(DecisionView.class).decision())
                    .isEqualTo(Decision.WAITING);
        }
        await().atMost(TriggerFixture.PATIENCE).until(() -> trigger.view().fired() == 1);
        Reply early = deliver(secret, "four", Instant.now(), "");

        // Then
        assertThat(early.as(DecisionView.class).decision()).isEqualTo(Decision.SUPPRESSED);
        assertThat(trigger.decisions())
                .extracting(DecisionView::decision)
                .containsExactly(
                        Decision.SUPPRESSED,
                        Decision.FIRED,
                        Decision.COALESCED,
                        Decision.COALESCED);
        assertThat(trigger.decisions())
                .extracting(DecisionView::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("the cooldown is 1h"),
                        reason -> assertThat(reason).contains("the debounce of 1.5s"),
                        reason -> assertThat(reason).contains("something newer, three"),
                        reason -> assertThat(reason).contains("something newer, two"));
        assertAgrees();
    }

    @Test
    void templateThatBecameInvalidIsLineAndTheTriggerGoesOn() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}"));
        String valid =
                (String)
                        Rows.read("SELECT spec::text FROM trigger WHERE name = ?", trigger.name())
                                .getFirst();
        template(valid.replace("lenet5", "withdrawn"));

        // When
        Reply invalid = deliver(secret, "msg-1", Instant.now(), "");
        template(valid);
        Reply again = deliver(secret, "msg-2", Instant.now(), "");

        // Then
        DecisionView refused = invalid.as(DecisionView.class);
        assertThat(refused.decision()).isEqualTo(Decision.REFUSED);
        assertThat(refused.reason()).contains("spec.model.architecture 'withdrawn'");
        assertThat(again.as(DecisionView.class).decision()).isEqualTo(Decision.FIRED);
        assertThat(trigger.runs()).isEqualTo(1);
        assertAgrees();
    }

    @Test
    void removedTriggerFiresNothingMore() {
        // Given
        String secret = secretOf(trigger.add("{kind: webhook}", "debounce: 1h"));
        var _ = deliver(secret, "msg-1", Instant.now(), "");

        // When
        trigger.remove();

        // Then
        assertThat(deliver(secret, "msg-2", Instant.now(), "").status()).isEqualTo(401);
        assertThat(trigger.decisions())
                .singleElement()
                .matches(line -> line.decision() == Decision.SUPPRESSED)
                .matches(line -> line.reason().contains("removed"));
    }

    private void template(String spec) {
        assertThat(
                        Rows.change(
                                "UPDATE trigger SET spec = ?::json WHERE name = ?",
                                spec,
                                trigger.name()))
                .isEqualTo(1);
    }

    private void assertAgrees() {
        DryRunView view =
                api.get("/api/triggers/" + trigger.name() + "/dry-run").as(DryRunView.class);
        assertThat(view.agrees()).as("%s", view.steps()).isTrue();
        assertThat(view.steps().reversed())
                .extracting(DryRunView.Step::reason)
                .containsExactlyElementsOf(
                        trigger.decisions().stream().map(DecisionView::reason).toList());
    }

    private String path() {
        return "/api/triggers/%s/deliveries".formatted(trigger.name());
    }

    private static String secretOf(TriggerView added) {
        return added.secret() == null ? OWN_SECRET : added.secret();
    }

    private static String secretLike(char content) {
        byte[] key = String.valueOf(content).repeat(32).getBytes(StandardCharsets.UTF_8);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private Reply deliver(String secret, String id, Instant at, String body) {
        return send(id, at, body, sign(secret, id, at, body));
    }

    private Reply send(String id, Instant at, String body, String signature) {
        return api.send(
                api.request(path())
                        .timeout(Duration.ofSeconds(20))
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                        .header("webhook-signature", signature)
                        .POST(BodyPublishers.ofString(body)));
    }

    static String sign(String secret, String id, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed =
                    mac.doFinal(
                            "%s.%d.%s"
                                    .formatted(id, at.getEpochSecond(), body)
                                    .getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
