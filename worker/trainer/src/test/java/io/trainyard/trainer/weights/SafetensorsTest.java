package io.trainyard.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final String ENTRY = "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}";

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException, InvalidWeightsException {
        // Given
        TensorBytes weight =
                TensorBytes.zeros("fc.weight", ElementType.FLOAT32, TensorShape.of(2, 3));
        weight.set(4, -1.5);
        TensorBytes counter =
                TensorBytes.zeros(
                        "bn.num_batches_tracked", ElementType.INT64, TensorShape.scalar());
        counter.set(0, 7);
        Path file = folder.resolve("model.safetensors");

        // When
        SafetensorsWriter.write(
                file, new Safetensors(List.of(weight, counter), Map.of("classes", "[\"猫\"]")));

        // Then
        try (Arena arena = Arena.ofConfined()) {
            Safetensors content = SafetensorsReader.read(file, arena);
            assertThat(content.metadata()).containsExactly(Map.entry("classes", "[\"猫\"]"));
            assertThat(content.tensors())
                    .extracting(TensorBytes::name)
                    .containsExactly(weight.name(), counter.name());
            assertThat(content.tensors().getFirst().shape()).isEqualTo(weight.shape());
            assertThat(content.tensors().getFirst().value(4)).isEqualTo(-1.5);
            assertThat(content.tensors().getLast().value(0)).isEqualTo(7);
        }
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        // Given
        TensorBytes tensor = TensorBytes.zeros("a", ElementType.FLOAT32, TensorShape.of(1));
        tensor.set(0, 1);
        Path file = folder.resolve("a.safetensors");

        // When
        SafetensorsWriter.write(file, new Safetensors(List.of(tensor), Map.of()));

        // Then: the header is padded with spaces to eight bytes, 1.0f is 0x3F800000
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getLong()).isEqualTo(56);
        byte[] text = new byte[56];
        bytes.get(text);
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("%-56s".formatted(header));
        assertThat(bytes.getInt()).isEqualTo(0x3F800000);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F32  | [2]      | [0,4]          | has 4 bytes",
                "F32  | [1]      | [4,8]          | where 0 is due",
                "F32  | [2]      | [0,8]          | truncated",
                "F8   | [4]      | [0,4]          | known: [BOOL, U8, I8, I16, I32, I64, F16, BF16, F32, F64]",
                "F16  | [2] | [0,4] | -",
                "F32  | [-1]     | [0,4]          | has the shape",
                "F32  | [1.5]    | [0,4]          | has the shape",
                "F32  | 1        | [0,4]          | has the shape",
                "F32  | [1]      | [0]            | no two data_offsets",
                "F32  | [1]      | [-4,0]         | no two data_offsets",
                "F32  | [2147483647,2147483647,2147483647] | [0,4] | larger than any file",
                "F32  | []       | [0,4]          | -",
                "U8   | [3]      | [0,3]          | 1 bytes after its last tensor",
            })
    void everyLineOfTheHeaderIsChecked(String type, String shape, String offsets, String problem)
            throws InvalidWeightsException {
        // Given
        MemorySegment file = file("{\"a\":" + ENTRY.formatted(type, shape, offsets) + "}", 4);

        // Then
        if (problem.equals("-")) {
            assertThat(SafetensorsReader.parse(file).tensors()).hasSize(1);
        } else {
            assertRefused(file, problem);
        }
    }

    @Test
    void overlappingTensorsAreRefused() {
        // Given
        String entry = ENTRY.formatted("F32", "[1]", "[0,4]");

        // Then
        assertRefused(file("{\"a\":%s,\"b\":%s}".formatted(entry, entry), 8), "overlap");
    }

    @Test
    void aTensorNamedTwiceIsRefused() {
        // Given
        String entry = ENTRY.formatted("F32", "[1]", "[0,4]");

        // Then
        assertRefused(file("{\"a\":%s,\"a\":%s}".formatted(entry, entry), 4), "Duplicate");
    }

    @Test
    void aHeaderThatIsNoObjectIsRefused() {
        // Then
        assertRefused(file("[1,2,3]", 0), "does not start with '{'");
        assertRefused(file("{\"a\":", 0), "no JSON");
        assertRefused(file("{\"__metadata__\":{\"a\":1}}", 0), "no text");
        assertRefused(file("{\"a\":" + "[".repeat(100_000), 0), "no JSON");
    }

    @Test
    void aHeaderLengthThatCannotBeIsRefused() {
        for (long length : new long[] {0, 1, 9, 1L << 40, -1, Long.MIN_VALUE}) {
            // Given
            byte[] bytes =
                    ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();

            // Then
            assertRefused(MemorySegment.ofArray(bytes), "header claims");
        }
        assertRefused(MemorySegment.ofArray(new byte[3]), "3 bytes");
    }

    private static MemorySegment file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return MemorySegment.ofArray(
                ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
    }

    private static void assertRefused(MemorySegment file, String problem) {
        assertThatThrownBy(() -> SafetensorsReader.parse(file))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessageContaining(problem);
    }
}
