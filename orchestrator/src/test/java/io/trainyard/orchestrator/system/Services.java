package io.trainyard.orchestrator.system;

/** A Kafka and a PostgreSQL, each of which starts again after a stop with all it stored. */
interface Services {
    /** Kafka's host and port, the same after each start. */
    String kafkaAddress();

    Database database();

    void startKafka() throws Exception;

    void stopKafka();

    void startPostgres() throws Exception;

    void stopPostgres();

    /** How PostgreSQL is reached. */
    record Database(String jdbcUrl, String username, String password) {}
}
