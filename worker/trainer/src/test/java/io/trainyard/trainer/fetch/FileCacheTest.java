package io.trainyard.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCacheTest {
    private static final byte[] CONTENT =
            "weights ".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final List<String> notices = new ArrayList<>();
    private TlsServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new TlsServer(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aFileIsFetchedOnceAndThenTakenFromDisk() throws IOException {
        // Given
        AtomicInteger requests = new AtomicInteger();
        server.serve(
                "/model.pth",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    exchange.getResponseBody().write(CONTENT);
                    exchange.close();
                });

        // When
        Path first = fetch("/model.pth", sha256(CONTENT));
        Path second = fetch("/model.pth", sha256(CONTENT));

        // Then
        assertThat(first).isEqualTo(second).hasBinaryContent(CONTENT).hasFileName("model.pth");
        assertThat(requests).hasValue(1);
        assertThat(notices).first().asString().contains("fetching", "/model.pth");
    }

    @Test
    void theNamesOfPyTorchsWeightsHoldTheirChecksum() throws IOException {
        String name = "/resnet18-%s.pth".formatted(sha256(CONTENT).substring(0, 8));
        server.serve(name, CONTENT);
        assertThat(
                        cache(1 << 20)
                                .fetch(
                                        RemoteFile.parse(server.address(name).toString()),
                                        notices::add,
                                        () -> false))
                .hasBinaryContent(CONTENT);
    }

    @Test
    void anotherContentIsRefusedAndLeavesNothing() {
        server.serve("/model.pth", "other".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> fetch("/model.pth", sha256(CONTENT)))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "5 bytes",
                        sha256("other".getBytes(StandardCharsets.UTF_8)),
                        sha256(CONTENT));
        assertThat(left()).isEmpty();
    }

    @Test
    void aBrokenTransferIsRefusedAndThenContinued() throws IOException {
        // Given
        AtomicInteger requests = new AtomicInteger();
        List<String> ranges = new ArrayList<>();
        server.serve(
                "/model.pth",
                exchange -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    if (requests.incrementAndGet() == 1) {
                        exchange.sendResponseHeaders(200, CONTENT.length);
                        exchange.getResponseBody().write(CONTENT, 0, 100_000);
                        exchange.getResponseBody().flush();
                        throw new IOException("the line is cut");
                    }
                    ranges.add(range);
                    int from = Integer.parseInt(range.replaceAll("\\D", ""));
                    exchange.sendResponseHeaders(206, CONTENT.length - from);
                    exchange.getResponseBody().write(CONTENT, from, CONTENT.length - from);
                    exchange.close();
                });

        // When
        assertThatThrownBy(() -> fetch("/model.pth", sha256(CONTENT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broke off");
        Path file = fetch("/model.pth", sha256(CONTENT));

        // Then
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(ranges).singleElement().asString().matches("bytes=[1-9]\\d*-");
    }

    @Test
    void whatWasLeftOfAnotherVersionDoesNotSpoilTheFile() throws IOException {
        server.serve("/model.pth", CONTENT);
        Path home = folder.resolve("cache/sha256-" + sha256(CONTENT));
        Files.createDirectories(home);
        Files.writeString(home.resolve(".partial"), "something else");
        assertThat(fetch("/model.pth", sha256(CONTENT))).hasBinaryContent(CONTENT);
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        CountDownLatch ended = new CountDownLatch(1);
        server.serve(
                "/model.pth",
                exchange -> {
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    exchange.getResponseBody().write(CONTENT, 0, 10);
                    exchange.getResponseBody().flush();
                    awaitQuietly(ended);
                });
        assertThatThrownBy(() ->
                        new FileCache(
                                        folder.resolve("cache"),
                                        server.download(1 << 20, Duration.ofSeconds(1)))
                                .fetch(
                                        file("/model.pth", sha256(CONTENT)),
                                        notices::add,
                                        () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing came for 1 s");
        ended.countDown();
    }

    @Test
    void moreThanIsAllowedIsRefused() {
        server.serve("/model.pth", CONTENT);
        assertThatThrownBy(() ->
                        cache(1000)
                                .fetch(
                                        file("/model.pth", sha256(CONTENT)),
                                        notices::add,
                                        () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1,000 bytes");
    }

    @Test
    void redirectsAreFollowedToHttpsOnlyAndNotForEver() {
        redirect("/plain.pth", "http://localhost/model.pth");
        redirect("/round.pth", "/round.pth");
        redirect("/local.pth", "https://127.0.0.1/model.pth");
        assertThatThrownBy(() -> fetch("/plain.pth", sha256(CONTENT)))
                .hasMessageContaining("which is not https");
        assertThatThrownBy(() -> fetch("/round.pth", sha256(CONTENT)))
                .hasMessageContaining("more than 5 times");
        assertThatThrownBy(() -> fetch("/local.pth", sha256(CONTENT)))
                .hasMessageContainingAll("127.0.0.1", "TRAINYARD_FETCH_HOSTS");
    }

    @Test
    void anAnswerThatIsNoFileIsNamed() {
        assertThatThrownBy(() -> fetch("/absent.pth", sha256(CONTENT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a.zip#md5=c32a1d4ab5d03f1284b67883e8d87530",
                "https://example.org/a.zip",
                "https://example.org/a.zip#sha256=123",
                "https://example.org/a.zip#crc=12345678",
                "https://user:secret@example.org/a.zip#sha256=12345678",
                "https:///a.zip#sha256=12345678",
                "https://example.org/a b.zip#sha256=12345678"
            })
    void addressesWithoutSafetyAreRefused(String location) {
        assertThatThrownBy(() -> RemoteFile.parse(location))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
                "100.64.0.1", "198.18.0.1", "255.255.255.255", "::1", "fd00::1", "fe80::1",
                "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1"
            })
    void theLocalNetworkIsNotPublic(String address) throws IOException {
        assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "192.169.0.1", "2606:4700::1111"})
    void theRestIs(String address) throws IOException {
        assertThat(PublicHosts.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void hostsThatAreNotNamedMustBePublic() {
        assertThatThrownBy(() ->
                        new FileCache(
                                        folder.resolve("cache"),
                                        new Download(
                                                server::client,
                                                new PublicHosts(Set.of()),
                                                1 << 20,
                                                PATIENCE))
                                .fetch(
                                        file("/model.pth", sha256(CONTENT)),
                                        notices::add,
                                        () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("'localhost'", "not on the public network");
    }

    private void redirect(String path, String location) {
        server.serve(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
    }

    private Path fetch(String path, String checksum) throws IOException {
        return cache(1 << 20).fetch(file(path, checksum), notices::add, () -> false);
    }

    private RemoteFile file(String path, String checksum) {
        return RemoteFile.parse(server.address(path) + "#sha256=" + checksum);
    }

    private FileCache cache(long mostBytes) {
        return new FileCache(folder.resolve("cache"), server.download(mostBytes, PATIENCE));
    }

    private List<String> left() {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
