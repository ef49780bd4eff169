package io.trainyard.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Runs an ONNX file as its users will. */
final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * The logits of an input, (B, classes) in row-major order.
     *
     * @param input (B, C, H, W)
     * @throws IOException where ONNX Runtime cannot load or run the file
     */
    static float[] logits(Path file, float[] input, long[] shape) throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file.toString(), options);
                OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, tensor))) {
            FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] numbers = new float[logits.remaining()];
            logits.get(numbers);
            return numbers;
        } catch (OrtException refused) {
            throw new IOException("ONNX Runtime: " + refused.getMessage(), refused);
        }
    }
}
