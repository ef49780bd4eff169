package io.trainyard.orchestrator.system;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had here. */
final class Docker {
    private static final int PULL_LIMIT_SECONDS = 120;

    private Docker() {}

    /** Whether an engine runs that has these images, or can pull them. */
    static boolean offers(Collection<String> images) {
        return isAnnounced()
                && DockerClientFactory.instance().isDockerAvailable()
                && images.stream().allMatch(Docker::obtain);
    }

    /**
     * Whether there is a sign of an engine. Testcontainers knows more places, but where it finds
     * nothing it takes its time and says so at length.
     */
    private static boolean isAnnounced() {
        String home = System.getProperty("user.home");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                "/var/run/docker.sock",
                                System.getenv("XDG_RUNTIME_DIR") + "/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.docker/desktop/docker.sock")
                        .map(Path::of)
                        .anyMatch(Files::exists);
    }

    private static boolean obtain(String image) {
        DockerClient client = DockerClientFactory.lazyClient();
        try {
            var _ = client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return pull(client, image);
        }
    }

    private static boolean pull(DockerClient client, String image) {
        try {
            return client.pullImageCmd(image)
                    .start()
                    .awaitCompletion(PULL_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (DockerException | DockerClientException unreachable) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
