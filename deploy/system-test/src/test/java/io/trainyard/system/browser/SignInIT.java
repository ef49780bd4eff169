package io.trainyard.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A server that asks for a token: a second orchestrator over the same Kafka and PostgreSQL. */
@BrowserTest
class SignInIT {
    private static final String TOKEN = "only-for-this-test";

    private final Stage stage;

    SignInIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void tokenIsAskedForOnceAndNeverWithinReachOfScripts() throws Exception {
        try (Replica replica = stage.replica(TOKEN)) {
            URI server = replica.awaitAddress();
            try (Visit visit = stage.visit(server.toString()).expectingRefusals("status of 401")) {
                // When the token is wrong
                visit.page().getByLabel("Token").fill("wrong");
                signIn(visit);

                // Then
                assertThat(visit.page().getByRole(AriaRole.ALERT)).containsText("does not know");

                // When it is right
                visit.page().getByLabel("Token").fill(TOKEN);
                signIn(visit);

                // Then the page works, its event stream too, and after a reload still
                assertThat(visit.part("connection")).isVisible();
                assertThat(visit.part("run-count")).isVisible();
                visit.page().reload();
                assertThat(visit.part("run-count")).isVisible();
                assertThat(visit.part("connection-banner")).isHidden();

                // And no script could read what stands for the token
                assertThat(visit.page().evaluate("document.cookie")).isEqualTo("");
                assertThat((String) visit.page().evaluate("JSON.stringify(localStorage)"))
                        .doesNotContain(TOKEN);
                Cookie cookie = visit.context().cookies(server + "/api/runs").getFirst();
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.value).doesNotContain(TOKEN);

                // And signing out ends it
                visit.page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                        .click();
                assertThat(visit.page().getByLabel("Token")).isVisible();
                assertThat(visit.context().cookies(server + "/api/runs")).isEmpty();
                visit.assertQuiet();
            }
        }
    }

    private static void signIn(Visit visit) {
        visit.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }
}
