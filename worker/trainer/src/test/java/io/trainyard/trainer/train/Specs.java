package io.trainyard.trainer.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.TrainerCommand.Start;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specs for tests: the bundled digits and a small network, quick to train. */
public final class Specs {
    private Specs() {}

    /** LeNet-5 on the digits: well above 0.95 after these epochs. */
    public static ObjectNode digits() {
        return of(
                """
                {"name": "digits", "kind": "train", "dataset": "digits", "model": {"architecture": "lenet5"},
                 "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9},
                 "schedule": {"kind": "cosine", "interval": "step"},
                 "training": {"epochs": 12, "batchSize": 32, "seed": 1}}
                """);
    }

    /** A spec written out. */
    public static ObjectNode of(String json) {
        try {
            return (ObjectNode) Wire.json().readTree(json);
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /** The command that starts a spec. */
    public static Start start(ObjectNode spec, Path directory, @Nullable Path resumeFrom) {
        return new Start(
                spec,
                List.of("/"),
                directory.toString(),
                resumeFrom == null ? null : resumeFrom.toString());
    }
}
