package io.trainyard.trainer.fetch;

import java.nio.file.Path;

/** For tests that fetch nothing: whatever they ask for is larger than allowed. */
public final class NoNetwork {
    private NoNetwork() {}

    public static FileCache files() {
        return new FileCache(
                Path.of(System.getProperty("java.io.tmpdir"), "trainyard-no-network"),
                Download.ofSystem(0));
    }
}
