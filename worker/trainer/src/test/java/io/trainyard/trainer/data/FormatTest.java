package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.spec.ParameterCheck;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.image.Fit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a dataset format share: a folder, and the format opened as a run opens it. */
abstract class FormatTest {
    @TempDir Path folder;

    final List<String> notices = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.close();
    }

    /** The dataset of parameters in JSON; {@code FOLDER} stands for the folder. */
    Dataset open(DatasetFormat format, String parameters, int size, Split... splits) {
        return open(format, parameters, size, 0, splits);
    }

    Dataset open(DatasetFormat format, String parameters, int size, long seed, Split... splits) {
        try {
            ObjectNode given =
                    (ObjectNode)
                            Wire.json().readTree(parameters.replace("FOLDER", folder.toString()));
            return format.open(
                    ParameterCheck.complete(format.descriptor(), given),
                    request(size, seed, splits));
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /** Where the request's files lie. */
    Locations locations() {
        return new Locations(
                new DataRoots(List.of(folder)), NoNetwork.files(), _ -> {}, () -> false);
    }

    /** A request for those splits; none: all. */
    DataRequest request(int size, long seed, Split... splits) {
        return new DataRequest(
                Fit.straight(size),
                false,
                splits.length == 0 ? Set.of(Split.values()) : Set.of(splits),
                seed,
                locations(),
                new ImageLoader(threads, 1 << 30, () -> false),
                notices::add);
    }

    static Map<Integer, Integer> countsByLabel(ImageSet images) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int index = 0; index < images.count(); index++) {
            counts.merge(images.label(index), 1, Integer::sum);
        }
        return counts;
    }

    static void assertFails(ThrowingCallable action, FailureKind kind, String... words) {
        assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RunFailedException.class))
                .hasMessageContainingAll(words)
                .extracting(RunFailedException::kind)
                .isEqualTo(kind);
    }
}
