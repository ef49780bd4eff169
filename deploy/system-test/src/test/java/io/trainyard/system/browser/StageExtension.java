package io.trainyard.system.browser;

import io.trainyard.system.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Sets the stage once for all tests, and strikes it after the last. */
final class StageExtension implements ExecutionCondition, ParameterResolver {
    private static final Path LIBRARIES =
            Launcher.repository().resolve("orchestrator/target/quarkus-app/lib/main");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!Files.isExecutable(Chromium.PROGRAM)) {
            return ConditionEvaluationResult.disabled(
                    "there is no Chromium at %s; install it, or name one in TRAINYARD_CHROMIUM"
                            .formatted(Chromium.PROGRAM));
        }
        return dashboardIsBuilt()
                ? ConditionEvaluationResult.enabled("Chromium and the dashboard are there")
                : ConditionEvaluationResult.disabled(
                        "the orchestrator was built without the dashboard");
    }

    private static boolean dashboardIsBuilt() {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(LIBRARIES, "*trainyard-dashboard*.jar")) {
            for (Path jar : jars) {
                try (ZipFile files = new ZipFile(jar.toFile())) {
                    return files.getEntry("META-INF/resources/index.html") != null;
                }
            }
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(StageExtension.class))
                .computeIfAbsent(Stage.class, _ -> Stage.set(), Stage.class);
    }
}
