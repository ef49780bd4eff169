package io.trainyard.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.trainyard.worker",
        importOptions = ImportOption.DoNotIncludeTests.class)
class WorkerWallsTest {
    @ArchTest
    static final ArchRule onlyJobsTouchKafka =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..job..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule theAgentNeverTrainsItself =
            noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule timeIsPassedIn =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses().should().accessField(System.class, "out");

    @ArchTest
    static final ArchRule dependenciesArePassedToConstructors =
            fields().should().notBeAnnotatedWith(jakarta.inject.Inject.class);
}
