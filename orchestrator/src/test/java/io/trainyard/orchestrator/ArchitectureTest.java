package io.trainyard.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@AnalyzeClasses(
        packages = "io.trainyard",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.OursAndTheContract.class
        })
class ArchitectureTest {
    private static final String OURS = "io.trainyard.orchestrator..";

    /**
     * The embedded stack and the trainer are on the test's path too, and have walls of their own.
     */
    static final class OursAndTheContract implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return location.contains("io/trainyard/orchestrator")
                    || location.contains("io/trainyard/contract");
        }
    }

    @ArchTest
    static final ArchRule dataFlowsOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage(OURS)
                    .layer("api")
                    .definedBy("..orchestrator.api..")
                    .layer("submit")
                    .definedBy("..orchestrator.submit..")
                    .layer("trigger")
                    .definedBy("..orchestrator.trigger..")
                    .layer("view")
                    .definedBy("..orchestrator.view..")
                    .layer("events")
                    .definedBy("..orchestrator.events..")
                    .layer("queue")
                    .definedBy("..orchestrator.queue..")
                    .layer("store")
                    .definedBy("..orchestrator.store..")
                    .layer("foundation")
                    .definedBy(
                            "..orchestrator.start..",
                            "..orchestrator.data..",
                            "..orchestrator.loop..",
                            "..orchestrator.search..",
                            "..orchestrator.refusal..")
                    .whereLayer("api")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("events")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("trigger")
                    .mayOnlyBeAccessedByLayers("api")
                    .whereLayer("submit")
                    .mayOnlyBeAccessedByLayers("api", "trigger")
                    .whereLayer("view")
                    .mayOnlyBeAccessedByLayers("api")
                    .whereLayer("queue")
                    .mayOnlyBeAccessedByLayers("api", "submit", "events")
                    .whereLayer("foundation")
                    .mayOnlyAccessLayers("foundation");

    @ArchTest
    static final ArchRule storeKnowsNoOtherStep =
            noClasses()
                    .that(resideInAPackage("..orchestrator.store.."))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..orchestrator.api..",
                                    "..orchestrator.submit..",
                                    "..orchestrator.trigger..",
                                    "..orchestrator.queue..",
                                    "..orchestrator.events..",
                                    "..orchestrator.view.."));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.trainyard.orchestrator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule persistenceOnlyInStore =
            noClasses()
                    .that(resideInAPackage(OURS))
                    .and()
                    .resideOutsideOfPackage("..orchestrator.store..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "java.sql..",
                                    "javax.sql..",
                                    "jakarta.persistence..",
                                    "org.hibernate..",
                                    "io.agroal..",
                                    "org.postgresql.."));

    @ArchTest
    static final ArchRule kafkaOnlyInQueueAndEvents =
            noClasses()
                    .that(resideInAPackage(OURS))
                    .and()
                    .resideOutsideOfPackages(
                            "..orchestrator.queue.publish..", "..orchestrator.events..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "org.apache.kafka..",
                                    "io.smallrye.reactive.messaging..",
                                    "org.eclipse.microprofile.reactive.."));

    @ArchTest
    static final ArchRule contractImportsNothingOfOurs =
            noClasses()
                    .that(resideInAPackage("io.trainyard.contract.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage(OURS))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyOneClockIsMade =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..orchestrator.start..")
                    .should()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule randomnessIsSeeded =
            noClasses()
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callMethod(Math.class, "random");

    @ArchTest static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            fields().should()
                    .notBeAnnotatedWith(Inject.class)
                    .andShould()
                    .notBeAnnotatedWith(ConfigProperty.class);

    @ArchTest
    static final ArchRule nothingIsDeserialisedNatively =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(java.io.ObjectInputStream.class);

    @ArchTest
    static final ArchRule resourcesAreInApi =
            classes()
                    .that()
                    .areAnnotatedWith(jakarta.ws.rs.Path.class)
                    .should()
                    .resideInAPackage("..orchestrator.api..");
}
