package io.trainyard.orchestrator.data;

import io.trainyard.contract.data.AllowedFolders;
import io.trainyard.orchestrator.start.Settings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** The limits that this installation sets. */
final class DataBeans {
    @Produces
    @Singleton
    Limits limits(Settings settings) {
        List<Path> roots =
                settings.dataRoots().map(AllowedFolders::split).orElse(List.of()).stream()
                        .map(Path::of)
                        .toList();
        return new Limits(
                new AllowedFolders("orchestrator", roots),
                settings.triggers().mostFiles(),
                settings.triggers().mostBytes());
    }
}
