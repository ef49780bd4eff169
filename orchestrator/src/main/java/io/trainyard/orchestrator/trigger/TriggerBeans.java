package io.trainyard.orchestrator.trigger;

import io.trainyard.contract.data.AllowedFolders;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.trigger.kind.Surroundings;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** The kinds with this installation's settings. */
final class TriggerBeans {
    @Produces
    @Singleton
    TriggerKinds kinds(Settings settings, Clock clock) {
        List<Path> roots =
                settings.dataRoots().map(AllowedFolders::split).orElse(List.of()).stream()
                        .map(Path::of)
                        .toList();
        return TriggerKinds.in(
                new Surroundings(
                        clock,
                        new AllowedFolders("orchestrator", roots),
                        settings.triggers().mostFiles(),
                        settings.triggers().mostBytes(),
                        settings.triggers().tolerance(),
                        new SecureRandom()));
    }
}
