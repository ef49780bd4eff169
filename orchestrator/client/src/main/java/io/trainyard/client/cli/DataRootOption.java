package io.trainyard.client.cli;

import io.trainyard.client.local.Installation;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a worker may read, and a trigger watch. */
final class DataRootOption {
    @Option(
            names = "--data-root",
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "Folders that runs may read datasets and weights from, and triggers may watch (default: your home, the"
                            + " current and the temporary folder, the one around Trainyard, and those"
                            + " in TRAINYARD_DATA and TRAINYARD_WEIGHTS).")
    private @Nullable List<Path> chosen;

    /** Absolute, each once. */
    List<Path> folders(Installation installation) {
        List<Path> named = chosen;
        var distinct = new LinkedHashSet<Path>();
        (named == null ? usual(installation) : named.stream())
                .map(folder -> folder.toAbsolutePath().normalize())
                .forEach(distinct::add);
        return List.copyOf(distinct);
    }

    private static Stream<Path> usual(Installation installation) {
        Stream<String> around =
                Stream.of(
                        System.getProperty("user.home"),
                        "",
                        System.getProperty("java.io.tmpdir"),
                        installation.root().resolve("..").toString());
        Stream<String> named =
                Stream.of("TRAINYARD_DATA", "TRAINYARD_WEIGHTS")
                        .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                        .filter(value -> !value.isBlank());
        return Stream.concat(around, named).map(Path::of);
    }
}
