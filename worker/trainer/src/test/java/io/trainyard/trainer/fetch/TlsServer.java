package io.trainyard.trainer.fetch;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A real server with TLS on loopback, and clients that trust its certificate. */
public final class TlsServer implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static @Nullable KeyStore key;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;
    private final SSLContext context;

    /** Starts one; the first makes a key in the folder, for all. */
    public TlsServer(Path folder) throws IOException {
        try {
            context = context(keyStore(folder));
            server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.setExecutor(threads);
            server.start();
        } catch (GeneralSecurityException fault) {
            throw new IOException(fault);
        }
    }

    private static synchronized KeyStore keyStore(Path folder)
            throws IOException, GeneralSecurityException {
        if (key == null) {
            key = newKey(folder.resolve("key.p12"));
        }
        return key;
    }

    private static KeyStore newKey(Path file) throws IOException, GeneralSecurityException {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Answers a path. */
    public void serve(String path, HttpHandler handler) {
        var _ = server.createContext(path, handler);
    }

    /** Answers a path with bytes, parts of them too. */
    public void serve(String path, byte[] content) {
        serve(
                path,
                exchange -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
                    if (from >= content.length && range != null) {
                        exchange.sendResponseHeaders(416, -1);
                    } else {
                        exchange.sendResponseHeaders(
                                range == null ? 200 : 206, content.length - from);
                        exchange.getResponseBody().write(content, from, content.length - from);
                    }
                    exchange.close();
                });
    }

    public URI address(String path) {
        return URI.create("https://localhost:%d%s".formatted(server.getAddress().getPort(), path));
    }

    /** A download that trusts this server and may speak to it. */
    public Download download(long mostBytes, Duration patience) {
        return new Download(
                this::client, new PublicHosts(Set.of("localhost")), mostBytes, patience);
    }

    /** A client that trusts this server. */
    public HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(context)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
