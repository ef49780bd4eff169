package io.trainyard.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.trainyard.contract",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ContractWallsTest {
    @ArchTest
    static final ArchRule contractDependsOnTheJdkJacksonAndJSpecifyOnly =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.trainyard.contract..",
                                    "java..",
                                    "com.fasterxml.jackson..",
                                    // Jackson's YAML parser says by these what is wrong, and where.
                                    "org.yaml.snakeyaml.error..",
                                    "org.yaml.snakeyaml.reader..",
                                    "org.jspecify.."));

    @ArchTest
    static final ArchRule messagesKnowNothingOfTheHttpInterface =
            noClasses()
                    .that()
                    .resideInAPackage("..message..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..api..");

    @ArchTest
    static final ArchRule noClockIsReadHere =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .because("time is passed in");
}
