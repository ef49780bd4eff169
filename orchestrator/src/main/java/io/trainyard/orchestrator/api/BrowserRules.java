package io.trainyard.orchestrator.api;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Headers of every answer that tell a browser what it must not do with it. */
final class BrowserRules {
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    String.join(
                            "; ",
                            "default-src 'none'",
                            "script-src 'self'",
                            "style-src 'self'",
                            "img-src 'self' data:",
                            "connect-src 'self'",
                            "font-src 'self'",
                            "base-uri 'none'",
                            "form-action 'none'",
                            "frame-ancestors 'none'"),
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    // With no-referrer some writes of our own page would have the origin "null".
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
                    // Data change; the dashboard's files say otherwise of themselves.
                    "Cache-Control",
                    "no-store");

    private BrowserRules() {}

    static void put(HttpServerResponse response) {
        HEADERS.forEach(response::putHeader);
    }
}
