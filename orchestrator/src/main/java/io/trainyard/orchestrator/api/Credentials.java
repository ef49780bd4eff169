package io.trainyard.orchestrator.api;

import io.trainyard.orchestrator.start.Exposure;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/** What shows that a request may pass: the token itself, or the cookie that was given for it. */
@ApplicationScoped
class Credentials {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> token;
    private final Optional<SessionKey> key;
    private final Clock clock;

    Credentials(Exposure exposure, Clock clock) {
        token = exposure.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
        key = token.map(SessionKey::new);
        this.clock = clock;
    }

    /** Whether any are asked for. */
    boolean needed() {
        return token.isPresent();
    }

    /** Whether a request may pass. */
    boolean presented(HttpServerRequest request) {
        return !needed() || tokenPresented(request) || sessionPresented(request);
    }

    /** Whether a request carries the token itself. */
    boolean tokenPresented(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        // Takes as long for a nearly right token as for a wrong one.
        return token.filter(right -> MessageDigest.isEqual(given, right)).isPresent();
    }

    /** A new session's value, or empty where no credentials are needed. */
    Optional<String> session() {
        return key.map(of -> of.issue(clock.instant()));
    }

    private boolean sessionPresented(HttpServerRequest request) {
        Cookie cookie = request.getCookie(SessionResource.COOKIE);
        return cookie != null
                && key.filter(of -> of.isValid(cookie.getValue(), clock.instant())).isPresent();
    }
}
