package io.trainyard.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Leaves a trace in both services, and looks for it later. */
record StackProbe(Endpoints endpoints) {
    private static final String TOPIC = "probe";

    void write() throws ExecutionException, InterruptedException, SQLException {
        try (Admin admin = admin()) {
            var _ = admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            var _ = statement.execute("create table probe as select 42 as answer");
        }
    }

    boolean findsTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            Set<String> topics = admin.listTopics().names().get();
            return topics.contains(TOPIC);
        }
    }

    int storedAnswer() throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select answer from probe")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    String setting(String name) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + name)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", endpoints.kafkaBootstrapServers()));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                endpoints.jdbcUrl(), endpoints.username(), endpoints.password());
    }
}
