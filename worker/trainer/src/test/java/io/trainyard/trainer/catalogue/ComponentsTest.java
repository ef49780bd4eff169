package io.trainyard.trainer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.component.Component;
import io.trainyard.trainer.component.Registry;
import io.trainyard.trainer.schedule.Schedules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    /** Forgetting the registry's line is the one mistake that compiles. */
    @Test
    void everyComponentClassIsRegistered() {
        // Given
        Set<String> registered =
                Components.REGISTRIES.stream()
                        .flatMap(registry -> registry.all().stream())
                        .map(component -> component.getClass().getName())
                        .collect(Collectors.toSet());

        // When
        Set<String> written =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.trainyard.trainer")
                                .stream()
                                .filter(type ->
                                        type.isAssignableTo(Component.class) && !type.isInterface())
                                .map(JavaClass::getName)
                                .collect(Collectors.toSet());

        // Then
        assertThat(written).isNotEmpty().isEqualTo(registered);
    }

    @Test
    void everyKindOfComponentHasARegistry() {
        // Then
        for (ComponentType type : ComponentType.values()) {
            assertThat(Components.catalogue("test").names(type)).isNotEmpty();
        }
    }

    @Test
    void everyComponentDescribesItselfWithDefaultsForWhatIsNotRequired() {
        for (var component : Components.catalogue("test").components()) {
            // Then
            assertThat(component.summary()).as(component.name()).isNotBlank();
            assertThat(component.parameters().path("type").asText())
                    .as(component.name())
                    .isEqualTo("object");
            component
                    .parameters()
                    .path("properties")
                    .forEach(property ->
                            assertThat(property.path("description").asText()).isNotBlank());
        }
    }

    @Test
    void twoComponentsOfOneNameStopTheStart() {
        // Given
        var constant = Schedules.REGISTRY.named("constant");

        // Then
        assertThatThrownBy(
                        () -> new Registry<>(ComponentType.SCHEDULE, List.of(constant, constant)))
                .hasMessage("two components are registered as schedule 'constant'");
        assertThatThrownBy(() -> new Registry<>(ComponentType.LOSS, List.of(constant)))
                .hasMessageContaining("registered as LOSS");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        // Then
        assertThatThrownBy(() -> Schedules.REGISTRY.named("cosinee"))
                .hasMessage(
                        "schedule 'cosinee' is unknown; known: constant, step, multi_step, exponential, polynomial, cosine, cosine_restarts, reduce_on_plateau, one_cycle");
    }

    @Test
    void aSpecIsValidatedToItsLastParameter() {
        // Given
        ObjectNode spec =
                Wire.json()
                        .createObjectNode()
                        .put("name", "x")
                        .put("kind", "train")
                        .put("dataset", "digits");
        spec.putObject("model").put("architecture", "lenet5");
        spec.putObject("optimizer").put("kind", "sgd").put("momentum", -1).put("learningRat", 0.1);

        // Then
        assertThatThrownBy(() -> new SpecValidator(Components.catalogue("test")).validate(spec))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("optimizer.momentum")
                .hasMessageContaining("learningRat");
    }
}
