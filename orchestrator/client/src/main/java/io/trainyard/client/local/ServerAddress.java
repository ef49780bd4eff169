package io.trainyard.client.local;

import io.trainyard.client.TrainyardClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the server is: {@code TRAINYARD_URL}, else what the data folder says. */
public record ServerAddress(URI url, @Nullable String token) {
    /**
     * Looks for it.
     *
     * @throws LocalServerException where there is none
     */
    public static ServerAddress find(LocalFolder folder, Map<String, String> environment) {
        String url = environment.getOrDefault("TRAINYARD_URL", "");
        if (!url.isBlank()) {
            return new ServerAddress(parse(url), environment.get("TRAINYARD_TOKEN"));
        }
        Optional<ServerState> local = ServerState.read(folder);
        return local.map(state -> new ServerAddress(state.url(), state.token()))
                .orElseThrow(() ->
                        new LocalServerException(
                                "no server runs over %s: start one with 'trainyard up', or set TRAINYARD_URL"
                                        .formatted(folder.path())));
    }

    private static URI parse(String url) {
        try {
            URI parsed = URI.create(url);
            if (parsed.getHost() != null && String.valueOf(parsed.getScheme()).startsWith("http")) {
                return parsed;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw new LocalServerException(
                "TRAINYARD_URL '%s' is no address such as http://127.0.0.1:8080".formatted(url));
    }

    /** A client for it. */
    public TrainyardClient client() {
        return new TrainyardClient(url, token);
    }
}
