package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class DashboardIT {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");
    private static final boolean BUILT =
            DashboardIT.class.getClassLoader().getResource("META-INF/resources/index.html") != null;

    private final Api api = new Api();

    @Test
    void everyAddressOfThePageAnswersThePage() {
        assumeBuilt();
        String page = text(api.get("/"));

        // Then
        assertThat(page).contains("<!doctype html>", "<title>Trainyard</title>");
        for (String path :
                new String[] {
                    "/index.html", "/runs/" + UUID.randomUUID(), "/workers", "/triggers/nightly"
                }) {
            Reply reply = api.get(path);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(text(reply)).as(path).isEqualTo(page);
            assertThat(reply.header("Content-Type")).startsWith("text/html");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void filesAreKeptForGoodAndComeCompressed() throws IOException {
        assumeBuilt();
        String script = script();

        // When
        Reply plain = api.get(script);
        Reply small = api.send(api.request(script).header("Accept-Encoding", "gzip"));

        // Then
        assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("Content-Type")).contains("javascript");
        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(small)).isEqualTo(plain.response().body());
    }

    @Test
    void absentFilesAreNotFoundAndNotKept() {
        // When
        Reply asset = api.get("/assets/none-12345678.js");
        Reply dotted = api.get("/nonsense.php");

        // Then
        assertThat(asset.status()).isEqualTo(404);
        assertThat(asset.header("Cache-Control")).isEqualTo("no-store");
        assertThat(dotted.status()).isEqualTo(404);
        assertThat(api.get("/api/nonsense").status()).isEqualTo(404);
        assertThat(api.post("/runs").status()).isIn(404, 405);
    }

    @Test
    void serverWithoutDashboardSaysSo() {
        assumeThat(BUILT).as("the build has the dashboard").isFalse();

        // When
        Reply reply = api.get("/");

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("no-dashboard");
    }

    @Test
    void everyAnswerForbidsForeignContentAndFrames() {
        // Then
        for (String path : new String[] {"/", "/api/runs", "/api/nonsense", "/q/health/live"}) {
            Reply reply = api.get(path);
            assertThat(reply.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(reply.header("Permissions-Policy")).contains("camera=()");
        }
        assertThat(api.get("/api/runs").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void interfaceComesCompressedAndStreamsDoNot() throws IOException {
        // When
        Reply catalogue = api.send(api.request("/api/catalogue").header("Accept-Encoding", "gzip"));

        // Then
        assertThat(catalogue.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new String(unzipped(catalogue), StandardCharsets.UTF_8)).contains("lenet5");
        try (EventReader events = EventReader.open(api, "", "Accept-Encoding", "gzip")) {
            await().untilAsserted(() ->
                    assertThat(events.comments()).first().asString().contains("stream open"));
        }
    }

    private String script() {
        Matcher found = SCRIPT.matcher(text(api.get("/")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String text(Reply reply) {
        return new String(reply.response().body(), StandardCharsets.UTF_8);
    }

    private static byte[] unzipped(Reply reply) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(reply.response().body()))) {
            return stream.readAllBytes();
        }
    }

    private static void assumeBuilt() {
        assumeThat(BUILT).as("the build has no dashboard (-Ddashboard.skip)").isTrue();
    }
}
