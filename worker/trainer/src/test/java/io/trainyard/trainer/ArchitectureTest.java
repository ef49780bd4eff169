package io.trainyard.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;

/** The walls between the trainer's packages. */
@AnalyzeClasses(
        packages = "io.trainyard.trainer",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.trainyard.trainer.";
    private static final List<String> KINDS =
            List.of("arch", "augment", "schedule", "optim", "loss", "data");

    @ArchTest
    static final ArchRule onlyTheEngineKnowsDjl =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "engine")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule onlyDataKnowsOpenCv =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "data")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule theLayerGraphIsPure =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "engine.graph")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(ROOT + "engine.graph", "java..", "org.jspecify..");

    @ArchTest
    static void noKindOfComponentKnowsAnother(
            com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (String kind : KINDS) {
            String[] others =
                    KINDS.stream()
                            .filter(other -> !other.equals(kind))
                            .map(other -> ROOT + other)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + kind)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @ArchTest
    static void componentsAndEngineDoNotKnowWhoUsesThem(
            com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (String kind :
                List.of(
                        "arch",
                        "augment",
                        "schedule",
                        "optim",
                        "loss",
                        "data",
                        "engine",
                        "image",
                        "seed",
                        "weights")) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + kind + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + "train",
                            ROOT + "pipe",
                            ROOT + "catalogue",
                            ROOT + "inspect",
                            ROOT + "preview")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule chanceComesFromTheSeed =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "seed")
                    .should()
                    .callConstructor(java.util.Random.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callConstructor(java.util.SplittableRandom.class);

    @ArchTest
    static final ArchRule standardOutputCarriesEventsOnly =
            noClasses().should().accessField(System.class, "out");

    @ArchTest
    static final ArchRule nothingIsDeserialisedNatively =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(java.io.ObjectInputStream.class);
}
