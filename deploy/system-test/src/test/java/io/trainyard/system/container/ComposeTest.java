package io.trainyard.system.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.worker.AgentConfiguration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private static final JsonNode SERVICES = Deployment.services("compose.yaml");

    /** Read by the trainer itself, which has no configuration of its own. */
    private static final String NATIVES = "TRAINYARD_CACHE";

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "worker"})
    void ourContainersCanChangeNothing(String name) {
        // Given
        JsonNode service = SERVICES.get(name);

        // Then
        assertThat(Deployment.found("^USER (\\S+)$", Deployment.stage(name)))
                .singleElement()
                .asString()
                .matches("[1-9]\\d+:[1-9]\\d+");
        assertThat(service.has("user")).isFalse();
        assertThat(service.get("read_only").booleanValue()).isTrue();
        assertThat(service.get("init").booleanValue()).isTrue();
        assertThat(service.get("volumes"))
                .isNotEmpty()
                .allMatch(volume -> volume.get("read_only").booleanValue());
    }

    @Test
    void everyContainerGivesUpItsPrivilegesAndHasALimit() {
        // Then
        assertThat(SERVICES).hasSize(4).allSatisfy(ComposeTest::isConfined);
        assertThat(Deployment.services("compose.worker.yaml")).allSatisfy(ComposeTest::isConfined);
    }

    private static void isConfined(JsonNode service) {
        assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
        assertThat(texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.get("mem_limit").asText()).isNotEmpty();
        assertThat(service.has("cap_add")).isFalse();
        assertThat(service.has("privileged")).isFalse();
    }

    @Test
    void onlyTheOrchestratorIsPublishedAndByDefaultOnLoopback() {
        // Then
        SERVICES.properties()
                .forEach(service ->
                        assertThat(service.getValue().has("ports"))
                                .as(service.getKey())
                                .isEqualTo(service.getKey().equals("orchestrator")));
        assertThat(texts(SERVICES.get("orchestrator").get("ports")))
                .containsExactly("${LISTEN_ADDRESS:-127.0.0.1}:${LISTEN_PORT:-8080}:8080");
    }

    @Test
    void onlyTheOrchestratorReachesTheDatabase() {
        // Then
        assertThat(texts(SERVICES.get("postgres").get("networks"))).containsExactly("database");
        assertThat(texts(SERVICES.get("worker").get("networks"))).doesNotContain("database");
        assertThat(texts(SERVICES.get("kafka").get("networks"))).doesNotContain("database");
    }

    @Test
    void servicesOfOthersArePinned() {
        // Then
        for (String name : List.of("kafka", "postgres")) {
            assertThat(SERVICES.get(name).get("image").textValue()).matches(".+:\\d+\\.\\d+.*");
        }
    }

    @Test
    void everyServiceIsWaitedForByItsHealth() {
        // Then
        for (String name : List.of("kafka", "postgres")) {
            assertThat(SERVICES.get(name).at("/healthcheck/test")).as(name).isNotEmpty();
        }
        for (String name : List.of("orchestrator", "worker")) {
            assertThat(Deployment.stage(name)).contains("\nHEALTHCHECK ");
            assertThat(SERVICES.get(name).get("depends_on"))
                    .isNotEmpty()
                    .allMatch(wait -> wait.get("condition").textValue().equals("service_healthy"));
        }
    }

    @Test
    void everySettingIsOneThatItsProgramHas() {
        // Given
        Map<String, Set<String>> known =
                Map.of(
                        "orchestrator",
                        SettingNames.of(Settings.class),
                        "worker",
                        with(SettingNames.of(AgentConfiguration.class), NATIVES));

        // Then
        known.forEach((name, settings) -> {
            assertThat(settings).contains("TRAINYARD_KAFKA", "TRAINYARD_TOKEN");
            assertThat(given(SERVICES.get(name), name)).isNotEmpty().isSubsetOf(settings);
        });
        assertThat(given(Deployment.services("compose.worker.yaml").get("worker"), "worker"))
                .isSubsetOf(known.get("worker"));
    }

    /** The settings that an image and a service set. */
    private static Set<String> given(JsonNode service, String stage) {
        Set<String> names = Deployment.found("(TRAINYARD_\\w+)=", Deployment.stage(stage));
        service.get("environment").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void everyVariableIsInTheExampleAndNoOther() {
        // Given
        Set<String> used = new HashSet<>();
        for (String file :
                List.of(
                        "compose.yaml",
                        "compose.remote.yaml",
                        "compose.worker.yaml",
                        "docker/worker.yaml")) {
            used.addAll(Deployment.found("\\$\\{(\\w+)", Deployment.text(file)));
        }

        // Then
        assertThat(Deployment.found("^(?:# )?([A-Z_]+)=", Deployment.text("docker/example.env")))
                .isEqualTo(used);
    }

    @Test
    void noSecretHasADefault() {
        // Then
        assertThat(Deployment.text("docker/example.env"))
                .contains("\nTRAINYARD_TOKEN=\n", "\nTRAINYARD_DATABASE_PASSWORD=\n");
        for (String file : List.of("compose.yaml", "docker/worker.yaml")) {
            assertThat(
                            Deployment.found(
                                    "\\$\\{TRAINYARD_(?:TOKEN|DATABASE_PASSWORD)(..)",
                                    Deployment.text(file)))
                    .containsExactly(":?");
        }
    }

    private static Set<String> with(Set<String> names, String more) {
        names.add(more);
        return names;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
