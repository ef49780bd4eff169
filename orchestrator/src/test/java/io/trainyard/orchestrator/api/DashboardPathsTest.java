package io.trainyard.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.api.DashboardPaths.Kind;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/runs/0190a0c5-0000-7000-8000-000000000000",
                "/triggers/nightly-digits",
                "/workers/",
                "/apiary",
                "/queue"
            })
    void addressesWithoutADotArePages(String path) {
        // Then
        assertThat(DashboardPaths.kind(HttpMethod.GET, path)).isEqualTo(Kind.PAGE);
        assertThat(DashboardPaths.kind(HttpMethod.HEAD, path)).isEqualTo(Kind.PAGE);
        assertThat(DashboardPaths.kind(HttpMethod.POST, path)).isEqualTo(Kind.OTHER);
    }

    @Test
    void assetsAreFiles() {
        // Then
        assertThat(DashboardPaths.kind(HttpMethod.GET, "/assets/index-Bx_3-z.js"))
                .isEqualTo(Kind.FILE);
        assertThat(DashboardPaths.kind(HttpMethod.DELETE, "/assets/index-Bx_3-z.js"))
                .isEqualTo(Kind.OTHER);
    }

    /** Whatever might be read as the interface's by someone else is asked for the token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/runs",
                "/q/metrics",
                "/q",
                "/api;x=1/runs",
                "/assets;x=1/../api/runs",
                "/assets/..;/api/runs",
                "/assets/%2e%2e/api/runs",
                "/assets/.hidden",
                "/%61pi/runs",
                "//api/runs",
                "/runs//api",
                "/robots.txt",
                "/runs/a.b",
                "/runs\\..",
                "/runs/\n",
                "/runs\n",
                ""
            })
    void allElseIsNotOurs(String path) {
        // Then
        assertThat(DashboardPaths.kind(HttpMethod.GET, path)).isEqualTo(Kind.OTHER);
    }
}
