package io.trainyard.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFileTest {
    @TempDir private Path folder;

    /** PyTorch 2.13 wrote these: a state_dict below "state_dict", an optimizer's beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth", "checkpoint-big-endian.pth"})
    void readsWhatPyTorchWrites(String name) throws Exception {
        // When
        try (Arena arena = Arena.ofConfined()) {
            List<TensorBytes> tensors = WeightsFile.read(resource(name), arena).tensors();

            // Then
            assertThat(tensors).hasSize(10);
            assertValues(named(tensors, "transposed"), ElementType.FLOAT32, 0, 3, 1, 4, 2, 5);
            assertThat(named(tensors, "transposed").shape()).isEqualTo(TensorShape.of(3, 2));
            assertValues(named(tensors, "half"), ElementType.FLOAT32, 0.5, -2, 65504);
            assertValues(named(tensors, "bfloat"), ElementType.FLOAT32, 1, -3, 0.15625);
            assertValues(named(tensors, "double"), ElementType.FLOAT64, 0.1, 1e300);
            assertValues(named(tensors, "num_batches_tracked"), ElementType.INT64, 7);
            assertThat(named(tensors, "num_batches_tracked").shape())
                    .isEqualTo(TensorShape.scalar());
            assertValues(named(tensors, "view"), ElementType.FLOAT32, 3, 4);
            assertValues(named(tensors, "shared"), ElementType.FLOAT32, 0, 1, 2, 3, 4, 5);
            assertValues(named(tensors, "parameter"), ElementType.FLOAT32, 1.5, -2.5);
            assertValues(named(tensors, "int"), ElementType.INT64, -5, 6);
            assertValues(named(tensors, "bool"), ElementType.UINT8, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth"})
    void aFileThatEndsAnywhereIsRefused(String name) throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(resource(name));
        Path file = folder.resolve("cut.pth");

        for (int length = 0; length < whole.length; length += 7) {
            // When
            Files.write(file, Arrays.copyOf(whole, length));

            // Then
            assertThatThrownBy(() -> read(file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InvalidWeightsException.class);
        }
    }

    /** Whatever a damaged file still gives lies inside it: reading every element shows it. */
    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-legacy.pth"})
    void aDamagedByteNeverLeadsOutsideTheFile(String name) throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(resource(name));
        Path file = folder.resolve("damaged.pth");
        int refused = 0;

        for (int index = 0; index < whole.length; index += 3) {
            // When
            byte[] damaged = whole.clone();
            damaged[index] ^= (byte) 0xff;
            Files.write(file, damaged);
            try (Arena arena = Arena.ofConfined()) {
                for (TensorBytes tensor : WeightsFile.read(file, arena).tensors()) {
                    for (long i = 0; i < tensor.shape().elements(); i++) {
                        tensor.value(i);
                    }
                }
            } catch (InvalidWeightsException _) {
                refused++;
            }
        }

        // Then
        assertThat(refused).isGreaterThan(whole.length / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "nt, system",
        "builtins, eval",
        "__builtin__, exec",
        "builtins, getattr",
        "subprocess, Popen",
        "torch, load",
        "torch, FloatStorageX",
        "torch.hub, load",
        "numpy.core.multiarray, _reconstruct",
        "java.lang, Runtime",
        "torchvision.models.resnet, ResNet",
    })
    void everyOtherNameIsRefusedByName(String module, String name) throws IOException {
        // Given
        Path called =
                new PickleProgram()
                        .global(module, name)
                        .text("touch /tmp/owned")
                        .raw(0x85)
                        .operations("R")
                        .zip(folder.resolve("called.pth"), new byte[0]);
        Path onStack =
                new PickleProgram()
                        .text(module)
                        .text(name)
                        .raw(0x93)
                        .zip(folder.resolve("stacked.pth"), new byte[0]);

        // Then
        for (Path file : List.of(called, onStack)) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(InvalidWeightsException.class)
                    .hasMessageContaining("'%s.%s'".formatted(module, name));
        }
    }

    @Test
    void aNestedCallIsRefusedByItsInnermostName() throws IOException {
        // Given: OrderedDict(eval("..."))
        Path file =
                new PickleProgram()
                        .global("collections", "OrderedDict")
                        .global("builtins", "eval")
                        .text("[]")
                        .operations("\u0085R\u0085R")
                        .zip(folder.resolve("nested.pth"), new byte[0]);

        // Then
        assertRefused(file, "'builtins.eval'");
    }

    @Test
    void operationsThatReachOtherwiseForCodeAreRefused() throws IOException {
        for (String operations :
                List.of(
                        "(ios\nsystem\n",
                        "(cos\n",
                        "\u0082\u0001",
                        "o",
                        "\u0092",
                        "P0\n",
                        "S'a'\n",
                        "L1L\n")) {
            // Given
            Path file =
                    new PickleProgram()
                            .operations(operations)
                            .zip(folder.resolve("operation.pth"), new byte[0]);

            // Then
            assertThatThrownBy(() -> read(file))
                    .as(operations)
                    .isInstanceOf(InvalidWeightsException.class)
                    .hasMessageMatching("(?s).*(operation 0x|names something|malformed).*");
        }
    }

    @Test
    void valuesThatGrowWithoutEndAreRefused() throws IOException {
        // Given: a list in a list in a list, each twice, as the key of a dict
        Path key =
                doublings()
                        .operations("}h")
                        .raw(60)
                        .operations("Ns")
                        .zip(folder.resolve("k"), new byte[0]);
        Path count =
                doublings()
                        .global("torch._utils", "_rebuild_tensor")
                        .operations("((")
                        .text("storage")
                        .global("torch", "FloatStorage")
                        .text("0")
                        .text("cpu")
                        .operations("h")
                        .raw(60)
                        .operations("tQtR")
                        .zip(folder.resolve("count.pth"), new byte[0]);
        Path marks =
                new PickleProgram()
                        .operations("]".repeat(5 << 20))
                        .zip(folder.resolve("large.pth"), new byte[0]);
        Path text =
                new PickleProgram()
                        .raw('X', 0xff, 0xff, 0xff, 0x7f)
                        .zip(folder.resolve("text.pth"), new byte[0]);
        Path itself =
                new PickleProgram()
                        .operations("]q\u0000h\u0000a")
                        .zip(folder.resolve("itself.pth"), new byte[0]);

        // Then
        assertRefused(key, "neither text nor a number");
        assertRefused(count, "no number where a count is due");
        assertRefused(marks, "larger than");
        assertRefused(text, "truncated");
        assertRefused(itself, "no state_dict");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0, 4, 1, claims a storage of 8 elements",
        "4, 1, 4, 1, does not lie inside",
        "4, -1, 4, 1, does not lie inside",
        "4, 0, 4, -1, does not lie inside",
        "4, 0, 3, 2, does not lie inside",
        "4, 0, 2147483647, 0, does not lie inside",
        "4, 0, -4, 1, has the shape",
        "4, 2147483647, 2, 2147483647, does not lie inside",
    })
    void aTensorReachesNoFurtherThanItsStorage(
            int stored, int offset, int size, int stride, String problem) throws IOException {
        // Given
        Path file =
                new PickleProgram()
                        .operations("}(")
                        .tensor("a", stored, offset, size, stride)
                        .operations("u")
                        .zip(folder.resolve("reach.pth"), new byte[16]);

        // Then
        assertRefused(file, problem);
    }

    @Test
    void theSameProgramWithAHarmlessTensorIsRead() throws Exception {
        // Given
        Path file =
                new PickleProgram()
                        .operations("}(")
                        .tensor("a", 4, 1, 2, 2)
                        .operations("u")
                        .zip(folder.resolve("reach.pth"), new byte[16]);

        // Then
        try (Arena arena = Arena.ofConfined()) {
            assertThat(WeightsFile.read(file, arena).tensors()).hasSize(1);
        }
    }

    @Test
    void manyCopiesOfOneStorageAreRefused() throws IOException {
        // Given
        PickleProgram program = new PickleProgram().operations("}(");
        for (int index = 0; index < 100; index++) {
            program.tensor("tensor" + index, 1 << 16, 0, 1 << 15, 2);
        }
        Path file = program.operations("u").zip(folder.resolve("copies.pth"), new byte[4 << 16]);

        // Then
        assertRefused(file, "more than 8 times the file");
    }

    @Test
    void aCompressedEntryIsRefused() throws IOException {
        // Given
        Path file = folder.resolve("bomb.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[1 << 20]);
            zip.closeEntry();
        }

        // Then
        assertRefused(file, "compressed");
    }

    @Test
    void whatIsNoWeightsFileIsRefused() throws IOException {
        // Given
        Path html = Files.writeString(folder.resolve("page.pth"), "<html>not found</html>");
        Path empty = Files.createFile(folder.resolve("empty.pth"));
        Path otherPickle =
                Files.write(folder.resolve("other.pkl"), new byte[] {(byte) 0x80, 2, '}', '.'});

        // Then
        assertRefused(html, "neither safetensors nor");
        assertRefused(empty, "neither safetensors nor");
        assertRefused(otherPickle, "no magic number");
    }

    @Test
    void prefixesGoOnlyWhereEveryNameHasThem() throws Exception {
        assertThat(StateDict.prefixLength(List.of("module.model.a", "module.model.b")))
                .isEqualTo(13);
        assertThat(StateDict.prefixLength(List.of("module.a", "b"))).isZero();
        assertThat(StateDict.prefixLength(List.of())).isZero();
        assertThat(StateDict.prefixLength(List.of("features.0"))).isZero();
    }

    /** Memo 60 is a list of two of memo 59, and so on: 2^60 empty lists for whoever walks it. */
    private static PickleProgram doublings() {
        PickleProgram program = new PickleProgram().operations("]q\u0000");
        for (int level = 0; level < 60; level++) {
            program.operations("](h").raw(level).operations("h").raw(level).operations("eq");
            program.raw(level + 1);
        }
        return program;
    }

    private static TensorBytes named(List<TensorBytes> tensors, String name) {
        return tensors.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/io/trainyard/trainer/weights", name);
    }

    private static void read(Path file) throws IOException, InvalidWeightsException {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(WeightsFile.read(file, arena)).isNotNull();
        }
    }

    private static void assertRefused(Path file, String problem) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessageContaining(problem);
    }

    private static void assertValues(TensorBytes tensor, ElementType type, double... values) {
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(LongStream.range(0, tensor.shape().elements()).mapToDouble(tensor::value))
                .containsExactlyElementsOf(DoubleStream.of(values).boxed().toList());
    }
}
