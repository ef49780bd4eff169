package io.trainyard.orchestrator.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who can reach the server: this machine alone, or others too, who then need the token. */
@ApplicationScoped
public class Exposure {
    private static final int BEFORE_ALL_ELSE = 1;

    private final String host;
    private final Optional<String> token;

    /**
     * @param host where Quarkus really listens, whichever key said so
     */
    public Exposure(@ConfigProperty(name = "quarkus.http.host") String host, Settings settings) {
        this.host = host;
        this.token = settings.token().filter(text -> !text.isBlank());
    }

    void refuseOpenDoor(@Observes @Priority(BEFORE_ALL_ELSE) StartupEvent event) {
        if (!onLoopback() && token.isEmpty()) {
            throw new ConfigurationException(
                    "Refusing to listen on %s without a token: set TRAINYARD_TOKEN, or listen on 127.0.0.1."
                            .formatted(host));
        }
    }

    /** Whether only this machine can connect. */
    public boolean onLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /** The token every request must carry, or empty where none is asked for. */
    public Optional<String> token() {
        return token;
    }
}
