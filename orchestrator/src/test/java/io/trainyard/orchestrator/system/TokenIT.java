package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trainyard.contract.api.TriggerView;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OrchestratorTest
@TestProfile(TokenIT.WithToken.class)
class TokenIT {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";

    private final Api api = new Api();

    public static final class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("trainyard.token", TOKEN);
        }
    }

    @Test
    void everyRouteButHealthAsksForTheToken() {
        // Given every route there is
        List<String> open = new ArrayList<>();
        var paths =
                api.send(
                                api.request("/q/openapi?format=json")
                                        .header("Authorization", "Bearer " + TOKEN))
                        .json()
                        .get("paths");
        assertThat(paths.size()).isGreaterThan(15);

        // When
        paths.properties()
                .forEach(route ->
                        route.getValue()
                                .fieldNames()
                                .forEachRemaining(method -> {
                                    if (status(method, route.getKey()) != 401) {
                                        open.add(method + " " + route.getKey());
                                    }
                                }));

        // Then
        assertThat(open).isEmpty();
        assertThat(api.get("/q/metrics").status()).isEqualTo(401);
        assertThat(api.get("/q/openapi").status()).isEqualTo(401);
        assertThat(api.get("/nonsense").status()).isEqualTo(401);
        assertThat(api.get("/q/health/../metrics").status()).isEqualTo(401);
        assertThat(api.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(api.get("/q/health/live").status()).isEqualTo(200);
    }

    @Test
    void onlyTheTokenItselfOpens() {
        // Then
        assertThat(with("Bearer " + TOKEN)).isEqualTo(200);
        assertThat(with("bearer " + TOKEN)).isEqualTo(200);
        assertThat(with("Bearer " + TOKEN + "x")).isEqualTo(401);
        assertThat(with("Bearer")).isEqualTo(401);
        assertThat(with("Bearer ")).isEqualTo(401);
        assertThat(with("Basic " + TOKEN)).isEqualTo(401);
    }

    @Test
    void signedDeliveryNeedsNoTokenAndNothingElseGoesThroughThatDoor() {
        // Given
        var trigger = new TriggerFixture(api);
        Reply added =
                api.send(
                        trigger.yaml("/api/triggers", trigger.definition("{kind: webhook}"))
                                .header("Authorization", "Bearer " + TOKEN));
        String secret = added.as(TriggerView.class).secret();
        String route = "/api/triggers/" + trigger.name() + "/deliveries";
        Instant now = Instant.now();

        // When
        Reply delivered =
                api.send(
                        api.request(route)
                                .header("webhook-id", "msg-1")
                                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                                .header(
                                        "webhook-signature",
                                        WebhookIT.sign(
                                                String.valueOf(secret), "msg-1", now, "body"))
                                .POST(BodyPublishers.ofString("body")));

        // Then
        assertThat(delivered.status()).isEqualTo(202);
        assertThat(api.get(route).status()).isEqualTo(401);
        assertThat(api.post(route + "/../../../runs").status()).isEqualTo(401);
        assertThat(api.post(route + ";x").status()).isEqualTo(401);
        assertThat(api.post("/api/triggers/dry-run").status()).isEqualTo(401);
        assertThat(api.get("/api/decisions").status()).isEqualTo(401);
    }

    private int status(String method, String route) {
        String path = route.replaceAll("\\{[^}]*}", ZERO);
        return api.send(
                        api.request(path)
                                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody()))
                .status();
    }

    private int with(String authorization) {
        return api.send(api.request("/api/runs").header("Authorization", authorization)).status();
    }
}
