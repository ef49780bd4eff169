package io.trainyard.orchestrator.system;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Those of {@code deploy/compose.yaml}, in containers that keep their ports over a restart. */
final class ContainerServices implements Services {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_LIMIT_SECONDS = 30;
    private static final String PASSWORD = "of-these-tests";
    private static final int POSTGRES_PORT = 5432;

    /** The listener that compose.remote.yaml opens. */
    private static final int KAFKA_PORT = 9094;

    private final String host = host();
    private final int kafkaPort = FreePort.find();
    private final int postgresPort = FreePort.find();
    private final GenericContainer<?> kafka;
    private final GenericContainer<?> postgres;

    ContainerServices() {
        var compose = new ComposeFile();
        kafka =
                container(compose, "kafka", KAFKA_PORT, kafkaPort)
                        .withEnv(
                                Map.of(
                                        "KAFKA_LISTENERS",
                                        "PLAINTEXT://:9092,CONTROLLER://localhost:9093,REMOTE://:"
                                                + KAFKA_PORT,
                                        "KAFKA_ADVERTISED_LISTENERS",
                                        "PLAINTEXT://localhost:9092,REMOTE://" + kafkaAddress()));
        postgres =
                container(compose, "postgres", POSTGRES_PORT, postgresPort)
                        .withEnv("POSTGRES_PASSWORD", PASSWORD);
    }

    /** Whether Docker and the images are there. */
    static boolean arePossible() {
        var compose = new ComposeFile();
        return Docker.offers(List.of(compose.image("kafka"), compose.image("postgres")));
    }

    /**
     * Where the engine publishes ports: loopback, unless it is on another machine, or we in a
     * container.
     */
    private static String host() {
        try {
            return InetAddress.getByName(DockerClientFactory.instance().dockerHostIpAddress())
                    .getHostAddress();
        } catch (UnknownHostException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private GenericContainer<?> container(
            ComposeFile compose, String service, int port, int publishedAs) {
        return new GenericContainer<>(DockerImageName.parse(compose.image(service)))
                .withEnv(compose.environment(service))
                .withExposedPorts(port)
                .withCreateContainerCmdModifier(command ->
                        Objects.requireNonNull(command.getHostConfig())
                                .withPortBindings(
                                        new PortBinding(
                                                Ports.Binding.bindIpAndPort(host, publishedAs),
                                                ExposedPort.tcp(port))));
    }

    @Override
    public String kafkaAddress() {
        return host + ":" + kafkaPort;
    }

    @Override
    public Database database() {
        return new Database(
                "jdbc:postgresql://%s:%d/trainyard".formatted(host, postgresPort),
                "trainyard",
                PASSWORD);
    }

    @Override
    public void startKafka() {
        start(kafka, this::kafkaServes);
    }

    @Override
    public void stopKafka() {
        stop(kafka);
    }

    @Override
    public void startPostgres() {
        start(postgres, this::postgresServes);
    }

    @Override
    public void stopPostgres() {
        stop(postgres);
    }

    private static void start(GenericContainer<?> container, Callable<Boolean> serves) {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        }
        Awaitility.await(container.getDockerImageName())
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .until(serves);
    }

    /** Not Testcontainers' stop, which would remove what is stored. */
    private static void stop(GenericContainer<?> container) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_LIMIT_SECONDS)
                .exec();
    }

    private boolean kafkaServes() throws Exception {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers",
                                kafkaAddress(),
                                "default.api.timeout.ms",
                                2_000,
                                "request.timeout.ms",
                                1_000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        }
    }

    private boolean postgresServes() throws Exception {
        Database database = database();
        try (var connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.username(), database.password())) {
            return connection.isValid(1);
        }
    }
}
