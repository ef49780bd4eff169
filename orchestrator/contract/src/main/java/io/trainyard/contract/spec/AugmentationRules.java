package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import java.util.Optional;

/** An augmentation of whole batches comes after those of images, and there is only one. */
final class AugmentationRules {
    private final JsonNode list;
    private final Problems problems;

    private AugmentationRules(JsonNode list, Problems problems) {
        this.list = list;
        this.problems = problems;
    }

    /**
     * Adds to the problems of a completed spec's {@code augmentation}; unknown kinds are passed.
     */
    static void check(JsonNode list, Catalogue catalogue, Problems problems) {
        var rules = new AugmentationRules(list, problems);
        int mixer = -1;
        boolean told = false;
        for (int place = 0; place < list.size(); place++) {
            Optional<ComponentDescriptor> known =
                    catalogue.find(ComponentType.AUGMENTATION, rules.kind(place));
            if (known.isEmpty()) {
                continue;
            }
            boolean mixes = known.get().parameters().path(Schema.BATCHWISE).asBoolean();
            if (mixes && mixer < 0) {
                mixer = place;
            } else if (mixes) {
                rules.refuseSecond(place, mixer);
            } else if (mixer >= 0 && !told) {
                rules.refuseBefore(mixer, place);
                told = true;
            }
        }
    }

    private void refuseSecond(int second, int first) {
        add(
                second,
                "%s mixes batches that %s has mixed; keep one of the two"
                        .formatted(words(second), words(first)));
    }

    private void refuseBefore(int mixer, int image) {
        add(
                mixer,
                "%s mixes whole batches, and %s changes images before they are in one; move '%s' to the end of the list"
                        .formatted(words(mixer), words(image), kind(mixer)));
    }

    private void add(int place, String message) {
        problems.add(path(place), list.path(place), () -> message);
    }

    private String words(int place) {
        return "%s '%s'".formatted(path(place), kind(place));
    }

    private static String path(int place) {
        return "augmentation[%d]".formatted(place);
    }

    private String kind(int place) {
        return list.path(place).path("kind").asText();
    }
}
