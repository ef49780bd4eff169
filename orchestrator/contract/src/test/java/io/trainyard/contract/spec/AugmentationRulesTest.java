package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentationRulesTest {
    @Test
    void oneMixerAtTheEndIsRight() {
        for (String list : List.of("[mixup]", "[random_crop, random_crop, cutmix]", "[]")) {
            assertThat(
                            new SpecValidator(Specs.CATALOGUE)
                                    .validate(SpecReader.read(spec(list)))
                                    .spec()
                                    .augmentation())
                    .hasSize(list.equals("[]") ? 0 : list.split(",").length);
        }
    }

    @Test
    void aMixerBeforeAnImagesAugmentationIsToldOnce() {
        assertThat(Specs.problemsOf(spec("[mixup, random_crop, random_crop]")))
                .extracting(Problem::path, Problem::message)
                .containsExactly(
                        tuple(
                                "augmentation[0]",
                                "augmentation[0] 'mixup' mixes whole batches, and augmentation[1] 'random_crop' changes images before they are in one; move 'mixup' to the end of the list"));
    }

    @Test
    void everyFurtherMixerIsRefused() {
        assertThat(Specs.problemsOf(spec("[random_crop, cutmix, mixup, cutmix]")))
                .extracting(Problem::path, Problem::message)
                .containsExactly(
                        tuple(
                                "augmentation[2]",
                                "augmentation[2] 'mixup' mixes batches that augmentation[1] 'cutmix' has mixed; keep one of the two"),
                        tuple(
                                "augmentation[3]",
                                "augmentation[3] 'cutmix' mixes batches that augmentation[1] 'cutmix' has mixed; keep one of the two"));
    }

    @Test
    void anUnknownKindIsTheOnlyProblemItMakes() {
        assertThat(Specs.problemsOf(spec("[mixup, cutmixx]")))
                .extracting(Problem::path)
                .containsExactly("augmentation[1]");
    }

    private static String spec(String augmentation) {
        return Specs.SMALLEST + "augmentation: " + augmentation + "\n";
    }
}
