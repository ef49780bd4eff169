package io.trainyard.trainer.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.trainer.data.Fixtures;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resampling against Pillow's own pixels. */
class ResamplingTest {
    private static Pixels photo() throws IOException {
        return new Pixels(3, 37, 53, Fixtures.bytes("photo-420.jpg.rgb"));
    }

    @ParameterizedTest
    @CsvSource({"20, 13", "90, 60"})
    void givesThePixelsOfPillowsBilinearResize(int width, int height) throws IOException {
        // When
        Pixels resized = Resampling.resize(photo(), height, width);

        // Then
        byte[] expected = Fixtures.bytes("photo-420-%dx%d.rgb".formatted(width, height));
        assertThat(resized).isEqualTo(new Pixels(3, height, width, expected));
    }

    @Test
    void squareIsTheMiddleOfTheImageWithItsShorterEdgeResized() throws IOException {
        // When
        Pixels square = Resampling.toSquare(photo(), 24);

        // Then
        assertThat(square)
                .isEqualTo(new Pixels(3, 24, 24, Fixtures.bytes("photo-420-square-24.rgb")));
    }

    /** The whole of it would take 224 x 200,000 pixels at that height. */
    @Test
    void onlyTheMiddleOfAVeryLongImageIsComputed() {
        // Given
        byte[] bytes = new byte[90_000_000];
        Arrays.fill(bytes, (byte) 77);
        Pixels line = new Pixels(3, 1, bytes.length / 3, bytes);

        // When
        Pixels square = Resampling.toSquare(line, 224);

        // Then
        assertThat(square.value(2, 223, 0)).isEqualTo(77);
        assertThat(square).hasToString("3x224x224 image");
    }

    @Test
    void anImageOfTheRightSizeIsNotResampled() throws IOException {
        // Given
        Pixels square = photo().crop(0, 0, 32, 32);

        // When
        Pixels same = Resampling.toSquare(square, 32);

        // Then
        assertThat(same).isSameAs(square);
    }
}
