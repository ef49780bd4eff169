package io.trainyard.client.local;

import java.util.Map;
import java.util.Optional;

/**
 * The Kafka and the PostgreSQL that a server uses.
 *
 * @param username empty where the URL carries the credentials
 */
record Services(String kafka, String databaseUrl, String username, String password) {
    private static final String KAFKA = "TRAINYARD_KAFKA";
    private static final String DATABASE_URL = "TRAINYARD_DATABASE_URL";
    private static final String DATABASE_USERNAME = "TRAINYARD_DATABASE_USERNAME";
    private static final String DATABASE_PASSWORD = "TRAINYARD_DATABASE_PASSWORD";

    /**
     * Services of the user's own, as the environment names them; empty where the embedded ones are
     * wanted.
     *
     * @throws LocalServerException where only one of the two is named
     */
    static Optional<Services> external(Map<String, String> environment) {
        String kafka = environment.getOrDefault(KAFKA, "");
        String database = environment.getOrDefault(DATABASE_URL, "");
        if (kafka.isBlank() && database.isBlank()) {
            return Optional.empty();
        }
        if (kafka.isBlank() || database.isBlank()) {
            throw new LocalServerException(
                    "%s is set and %s is not: set both to use services of your own, or neither"
                            .formatted(
                                    kafka.isBlank() ? DATABASE_URL : KAFKA,
                                    kafka.isBlank() ? KAFKA : DATABASE_URL));
        }
        return Optional.of(
                new Services(
                        kafka,
                        database,
                        environment.getOrDefault(DATABASE_USERNAME, ""),
                        environment.getOrDefault(DATABASE_PASSWORD, "")));
    }

    /** As the orchestrator reads them. */
    void putInto(Map<String, String> environment) {
        environment.put(KAFKA, kafka);
        environment.put(DATABASE_URL, databaseUrl);
        if (!username.isEmpty()) {
            environment.put(DATABASE_USERNAME, username);
            environment.put(DATABASE_PASSWORD, password);
        }
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "kafka %s, database %s".formatted(kafka, databaseUrl);
    }
}
