package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decoding against Pillow's {@code convert('RGB')}; the resources' README says how they were made.
 */
class ImageDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "photo-420.jpg, 37, 53",
        "photo-progressive.jpg, 37, 53",
        "grey.jpg, 8, 8",
        "rotated.jpg, 16, 8",
        "palette.png, 8, 8",
        "palette-transparent.png, 8, 8",
        "rgba.png, 8, 8",
        "grey-alpha.png, 8, 8",
        "one-bit.png, 8, 8",
        "grey-16-bit.png, 8, 8",
        "rgb-16-bit.png, 7, 9",
    })
    void givesThePixelsThatPillowGives(String name, int height, int width) throws IOException {
        // When
        Pixels decoded = ImageDecoder.decode(Fixtures.bytes(name));

        // Then
        assertThat(decoded).isEqualTo(new Pixels(3, height, width, Fixtures.bytes(name + ".rgb")));
    }

    /** OpenCV shifts where Pillow divides by 255. */
    @Test
    void takesCmykAsAdobesInvertedOneWithinOneLevel() throws IOException {
        // Given
        byte[] expected = Fixtures.bytes("cmyk.jpg.rgb");

        // When
        ByteBuffer decoded = ByteBuffer.allocate(expected.length);
        ImageDecoder.decode(Fixtures.bytes("cmyk.jpg")).writeTo(decoded);

        // Then
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs((decoded.get(i) & 0xFF) - (expected[i] & 0xFF)))
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo-420.jpg", "photo-progressive.jpg", "palette.png", "rgba.png"})
    void refusesAFileThatIsCutOffAnywhere(String name) throws IOException {
        // Given
        byte[] whole = Fixtures.bytes(name);

        for (int length : new int[] {0, 1, 7, 20, whole.length / 2, whole.length - 3}) {
            // When
            byte[] cut = Arrays.copyOf(whole, length);

            // Then
            assertThatThrownBy(() -> ImageDecoder.decode(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAPngWhoseDataIsDamaged() throws IOException {
        // Given
        byte[] damaged = Fixtures.bytes("rgba.png");
        damaged[damaged.length / 2] ^= 0x55;

        // Then
        assertThatThrownBy(() -> ImageDecoder.decode(damaged)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesABombByWhatItDeclaresWithoutDecodingIt() throws IOException {
        // Given
        byte[] bomb = Fixtures.bytes("rgba.png");
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);

        // Then
        assertThatThrownBy(() -> ImageDecoder.decode(bomb)).hasMessageContaining("100000 x 100000");
    }

    @Test
    void refusesWhatIsNoImage() {
        // Then
        assertThatThrownBy(() ->
                        ImageDecoder.decode(
                                "GIF89a and more"
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasMessageContaining("neither JPEG nor PNG");
    }
}
