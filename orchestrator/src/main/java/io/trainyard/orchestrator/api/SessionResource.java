package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.SessionView;
import io.trainyard.orchestrator.refusal.Refusal;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** A browser's session: a cookie in the token's place, which no script can read. */
@Path(SessionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    static final String PATH = "/api/session";
    static final String COOKIE = "trainyard-session";

    private final Credentials credentials;

    SessionResource(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Open to all: whether there is anything to sign in to. */
    @GET
    public SessionView show(@Context HttpServerRequest request) {
        return new SessionView(credentials.needed(), credentials.presented(request));
    }

    /** Signs in. Takes the token itself: a session cannot prolong itself. */
    @POST
    public Response start(@Context HttpServerRequest request) {
        if (credentials.needed() && !credentials.tokenPresented(request)) {
            throw Refusal.TOKEN_NEEDED.because(
                    "A session starts with the token itself, as 'Authorization: Bearer'.");
        }
        Response.ResponseBuilder answer = Response.noContent();
        credentials
                .session()
                .ifPresent(value ->
                        answer.cookie(
                                cookie(request, value)
                                        .maxAge((int) SessionKey.AGE.toSeconds())
                                        .build()));
        return answer.build();
    }

    /** Signs out. */
    @DELETE
    public Response end(@Context HttpServerRequest request) {
        return Response.noContent().cookie(cookie(request, "").maxAge(0).build()).build();
    }

    private static NewCookie.Builder cookie(HttpServerRequest request, String value) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/api")
                .httpOnly(true)
                .secure(isEncrypted(request))
                .sameSite(NewCookie.SameSite.STRICT);
    }

    /**
     * A caller that lies about its proxy only keeps the cookie from being sent back in the open.
     */
    private static boolean isEncrypted(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
