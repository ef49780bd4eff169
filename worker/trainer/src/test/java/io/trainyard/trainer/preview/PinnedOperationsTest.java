package io.trainyard.trainer.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedOperationsTest {
    private static final int HEIGHT = 23;
    private static final int WIDTH = 31;

    /** PyTorch resizes with coefficients of 15 bits, Pillow and we with 22: a level, rarely two. */
    private static final int MOST = 2;

    private static final double MEAN = 0.05;

    static List<JsonNode> cases() throws IOException {
        try (var resource =
                new GZIPInputStream(
                        Objects.requireNonNull(
                                PinnedOperationsTest.class.getResourceAsStream(
                                        "/augment/functional.json.gz")))) {
            JsonNode file = Wire.json().readTree(resource);
            return StreamSupport.stream(file.get("cases").spliterator(), false).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyOperationGivesTorchvisionsPixels(JsonNode expected) {
        // When
        Pixels changed = PinnedOperations.apply(picture(), expected.get("operation"));

        // Then
        byte[] bytes = Base64.getDecoder().decode(expected.get("bytes").asText());
        assertThat(changed)
                .hasToString(
                        "3x%sx%s image".formatted(expected.get("height"), expected.get("width")));
        long sum = 0;
        for (int place = 0; place < bytes.length; place++) {
            int plane = place / (changed.height() * changed.width());
            int rest = place % (changed.height() * changed.width());
            int value = changed.value(plane, rest / changed.width(), rest % changed.width());
            int difference = Math.abs(value - Byte.toUnsignedInt(bytes[place]));
            assertThat(difference).isLessThanOrEqualTo(MOST);
            sum += difference;
        }
        assertThat((double) sum / bytes.length).isLessThan(MEAN);
    }

    @Test
    void thereAreCasesForEveryOperation() throws IOException {
        assertThat(
                        cases().stream()
                                .map(each -> each.get("operation").fieldNames().next())
                                .distinct())
                .contains(
                        "rotate",
                        "affine",
                        "perspective",
                        "crop",
                        "resized_crop",
                        "resize",
                        "center_crop",
                        "pad",
                        "horizontal_flip",
                        "vertical_flip",
                        "adjust_brightness",
                        "adjust_contrast",
                        "adjust_saturation",
                        "adjust_hue",
                        "adjust_sharpness",
                        "color_jitter",
                        "grayscale",
                        "gaussian_blur",
                        "erase",
                        "posterize",
                        "solarize",
                        "autocontrast",
                        "equalize",
                        "invert");
    }

    @Test
    void namesAndParametersMayBeSpelledAsInPython() throws IOException {
        assertThat(apply("{\"rotation\": {\"angle\": 13}}"))
                .isEqualTo(apply("{\"rotate\": {\"degrees\": 13}}"));
        assertThat(apply("{\"adjust_hue\": {\"hue_factor\": 0.1}}"))
                .isEqualTo(apply("{\"hue\": {\"factor\": 0.1}}"));
        assertThat(apply("{\"gaussian_blur\": {\"kernel_size\": [3, 5]}}"))
                .isEqualTo(apply("{\"gaussian_blur\": {\"kernelSize\": [3, 5]}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"twirl\": {}}",
                "{}",
                "[]",
                "{\"rotate\": {\"degrees\": 1}, \"invert\": {}}",
                "{\"rotate\": 13}",
                "{\"rotate\": {\"degree\": 13}}",
                "{\"rotate\": {\"degrees\": \"left\"}}",
                "{\"posterize\": {\"bits\": 9}}",
                "{\"pad\": {\"padding\": 40, \"paddingMode\": \"reflect\"}}",
                "{\"gaussian_blur\": {\"kernelSize\": 4}}",
                "{\"perspective\": {\"startpoints\": [[0,0],[1,1],[2,2],[3,3]], \"endpoints\": [[0,0],[1,1],[2,2],[3,3]]}}"
            })
    void whatMakesNoSenseIsSaid(String json) {
        assertThatThrownBy(() -> apply(json))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    private static Pixels apply(String json) throws IOException {
        return PinnedOperations.apply(picture(), Wire.json().readTree(json));
    }

    private static Pixels picture() {
        byte[] bytes = new byte[3 * HEIGHT * WIDTH];
        int place = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    int noise = (row * row * column + 13 * channel * column) % 29;
                    bytes[place++] = (byte) (40 * channel + 7 * row + 5 * column + noise);
                }
            }
        }
        return new Pixels(3, HEIGHT, WIDTH, bytes);
    }
}
