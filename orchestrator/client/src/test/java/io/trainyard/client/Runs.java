package io.trainyard.client;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs for tests. */
public final class Runs {
    public static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    public static final UUID OTHER = UUID.fromString("0a1b2c3e-0000-4000-8000-000000000002");
    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Runs() {}

    public static RunView run(UUID id, RunState state, Map<String, Double> values) {
        return view(id, state, values, null);
    }

    public static RunView failed(UUID id, FailureKind kind, String message) {
        return view(id, RunState.FAILED, Map.of(), new RunView.Failure(kind, message));
    }

    private static RunView view(
            UUID id,
            RunState state,
            Map<String, Double> values,
            RunView.@Nullable Failure failure) {
        return new RunView(
                id,
                "quick",
                "train",
                "lenet5",
                state,
                false,
                false,
                "default",
                "default",
                0,
                List.of(),
                AT,
                null,
                null,
                AT,
                null,
                1,
                "worker-1",
                2,
                2,
                90,
                90,
                values,
                failure,
                null,
                null);
    }
}
