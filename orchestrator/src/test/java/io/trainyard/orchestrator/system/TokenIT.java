package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trainyard.contract.api.SessionView;
import io.trainyard.contract.api.TriggerView;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    /** The routes of the interface that answer without credentials. */
    private static final Set<String> OPEN = Set.of("get /api/session");

    @Test
    void everyRouteButTheOpenOnesAsksForTheToken() {
        // Given every route there is
        Set<String> open = new HashSet<>();
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
        assertThat(open).isEqualTo(OPEN);
        assertThat(api.get("/q/metrics").status()).isEqualTo(401);
        assertThat(api.get("/q/openapi").status()).isEqualTo(401);
        assertThat(api.get("/nonsense.txt").status()).isEqualTo(401);
        assertThat(api.get("/api;x=1/runs").status()).isEqualTo(401);
        assertThat(api.get("/assets/..;/api/runs").status()).isEqualTo(401);
        assertThat(api.get("/assets/%2e%2e/api/runs").status()).isEqualTo(401);
        assertThat(api.get("/%61pi/runs").status()).isEqualTo(401);
        assertThat(api.get("//api/runs").status()).isEqualTo(401);
        assertThat(api.post("/runs").status()).isEqualTo(401);
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
    void dashboardIsOpenAndHoldsNoData() {
        // Then
        assertThat(api.get("/").status()).isNotEqualTo(401);
        assertThat(api.get("/runs/" + ZERO).status()).isNotEqualTo(401);
        assertThat(api.get("/assets/none.js").status()).isEqualTo(404);
    }

    @Test
    void sessionStandsForTheTokenUntilItIsEnded() {
        // Given
        assertThat(session("")).isEqualTo(new SessionView(true, false));

        // When
        Reply signedIn =
                api.send(signIn("Authorization", "Bearer " + TOKEN, "X-Forwarded-Proto", "https"));
        String cookie = signedIn.header("Set-Cookie");

        // Then
        assertThat(signedIn.status()).isEqualTo(204);
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/api", "Max-Age=2592000", "Secure")
                .doesNotContain(TOKEN);
        String value = cookie.substring(0, cookie.indexOf(';'));
        assertThat(session(value)).isEqualTo(new SessionView(true, true));
        assertThat(withCookie("/api/runs", value)).isEqualTo(200);
        assertThat(withCookie("/q/metrics", value)).isEqualTo(200);
        assertThat(withCookie("/api/runs", value + "x")).isEqualTo(401);
        assertThat(withCookie("/api/runs", "trainyard-session=" + TOKEN)).isEqualTo(401);

        // And signing out takes the cookie away
        Reply signedOut = api.send(api.request("/api/session").header("Cookie", value).DELETE());
        assertThat(signedOut.status()).isEqualTo(204);
        assertThat(signedOut.header("Set-Cookie")).contains("trainyard-session=;", "Max-Age=0");
    }

    @Test
    void sessionStartsWithTheTokenAlone() {
        // Given
        String cookie = api.send(signIn("Authorization", "Bearer " + TOKEN)).header("Set-Cookie");
        String value = cookie.substring(0, cookie.indexOf(';'));

        // Then
        assertThat(cookie).doesNotContain("Secure");
        assertThat(api.send(signIn("Authorization", "Bearer wrong")).status()).isEqualTo(401);
        assertThat(api.send(signIn("Cookie", value)).problem()).isEqualTo("token-needed");
    }

    @Test
    void writesOfOtherOriginsAreRefusedWithASessionToo() {
        // Given
        String cookie = api.send(signIn("Authorization", "Bearer " + TOKEN)).header("Set-Cookie");
        String value = cookie.substring(0, cookie.indexOf(';'));

        // When
        Reply reply =
                api.send(
                        api.request("/api/runs/%s/cancel".formatted(ZERO))
                                .header("Cookie", value)
                                .header("Origin", "https://evil.example")
                                .POST(BodyPublishers.noBody()));

        // Then
        assertThat(reply.problem()).isEqualTo("cross-origin");
    }

    private HttpRequest.Builder signIn(String... headers) {
        return api.request("/api/session").headers(headers).POST(BodyPublishers.noBody());
    }

    private SessionView session(String cookie) {
        return api.send(api.request("/api/session").header("Cookie", cookie)).as(SessionView.class);
    }

    private int withCookie(String path, String cookie) {
        return api.send(api.request(path).header("Cookie", cookie)).status();
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
