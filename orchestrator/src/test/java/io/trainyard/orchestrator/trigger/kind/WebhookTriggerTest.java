package io.trainyard.orchestrator.trigger.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.trigger.kind.DeliveredKind.Delivery;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTriggerTest {
    /** The example of the Standard Webhooks libraries' own tests: id, time, body and signature. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);
    private static final Map<String, String> HEADERS =
            Map.of(
                    "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "webhook-timestamp", "1614265330",
                    "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    private static final String BODY = "{\"test\": 2432232314}";

    private final WebhookTrigger webhook =
            new WebhookTrigger(TriggerKindsTest.surroundings(List.of()));

    private Judgement judge(Map<String, String> headers, String body, Instant now) {
        return webhook.judge(
                new Delivery(headers::get, body.getBytes(StandardCharsets.UTF_8)), SECRET, now);
    }

    private static String fault(Judgement judgement) {
        return judgement instanceof Judgement.Forged forged ? forged.fault() : "none";
    }

    @Test
    void publishedExampleIsGenuine() {
        assertThat(judge(HEADERS, BODY, SENT))
                .isInstanceOfSatisfying(
                        Judgement.Genuine.class,
                        genuine ->
                                assertThat(genuine.occurrence().id())
                                        .isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    }

    @Test
    void toleranceEndsAfterFiveMinutesEitherWay() {
        // Given
        Duration tolerance = Duration.ofMinutes(5);

        // Then
        assertThat(fault(judge(HEADERS, BODY, SENT.plus(tolerance)))).isEqualTo("none");
        assertThat(fault(judge(HEADERS, BODY, SENT.minus(tolerance)))).isEqualTo("none");
        assertThat(fault(judge(HEADERS, BODY, SENT.plus(tolerance).plusSeconds(1))))
                .isEqualTo("timestamp");
        assertThat(fault(judge(HEADERS, BODY, SENT.minus(tolerance).minusSeconds(1))))
                .isEqualTo("timestamp");
    }

    @Test
    void everyPartIsSigned() {
        assertThat(fault(judge(HEADERS, BODY + " ", SENT))).isEqualTo("signature");
        assertThat(fault(judge(with("webhook-id", "msg_2"), BODY, SENT))).isEqualTo("signature");
        assertThat(fault(judge(with("webhook-timestamp", "1614265331"), BODY, SENT)))
                .isEqualTo("signature");
    }

    @Test
    void hostileHeadersAreOnlyHeaders() {
        for (String id : List.of("", "a b", "\u0001", "x".repeat(201), "é")) {
            assertThat(fault(judge(with("webhook-id", id), BODY, SENT))).isEqualTo("headers");
        }
        for (String time : List.of("", "-1", "1e9", "99999999999999999999", "now")) {
            assertThat(fault(judge(with("webhook-timestamp", time), BODY, SENT)))
                    .isEqualTo("headers");
        }
        for (String signature : List.of("", "v1,", "v1", "v1,?", "x".repeat(100_000))) {
            assertThat(fault(judge(with("webhook-signature", signature), BODY, SENT)))
                    .isEqualTo("signature");
        }
    }

    @Test
    void secretsHaveAForm() {
        assertThat(webhook.objectionTo(SECRET)).isEmpty();
        assertThat(webhook.objectionTo(webhook.newSecret())).isEmpty();
        assertThat(webhook.newSecret()).isNotEqualTo(webhook.newSecret());
        for (String bad :
                List.of(
                        "",
                        "whsec_",
                        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "whsec_!!!!",
                        "whsec_" + Base64.getEncoder().encodeToString(new byte[23]),
                        "whsec_" + Base64.getEncoder().encodeToString(new byte[65]))) {
            assertThat(webhook.objectionTo(bad)).as(bad).isPresent();
        }
    }

    private static Map<String, String> with(String name, String value) {
        var headers = new java.util.HashMap<>(HEADERS);
        headers.put(name, value);
        return headers;
    }
}
