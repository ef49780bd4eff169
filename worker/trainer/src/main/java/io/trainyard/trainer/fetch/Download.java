package io.trainyard.trainer.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Copies a file of the network to disk, and goes on where an earlier attempt ended. Redirects are
 * followed to https only, and each one's host is checked.
 */
public final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int BUFFER = 1 << 16;

    private final Supplier<HttpClient> client;
    private final PublicHosts hosts;
    private final long mostBytes;
    private final Duration patience;

    /**
     * A way to download.
     *
     * @param client that follows no redirects by itself
     * @param mostBytes a larger file is refused
     * @param patience with a server that sends nothing
     */
    public Download(
            Supplier<HttpClient> client, PublicHosts hosts, long mostBytes, Duration patience) {
        this.client = client;
        this.hosts = hosts;
        this.mostBytes = mostBytes;
        this.patience = patience;
    }

    /** One with the system's certificates and proxies. */
    public static Download ofSystem(long mostBytes) {
        return new Download(
                () -> SystemClient.CLIENT, PublicHosts.ofEnvironment(), mostBytes, PATIENCE);
    }

    /** Made when something is fetched, which most runs never do. */
    private static final class SystemClient {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * Copies the file.
     *
     * @param target appended to where it is there already and the server allows
     * @return whether it was appended to
     */
    boolean to(URI address, Path target, BooleanSupplier stopped) throws IOException {
        long have = Files.exists(target) ? Files.size(target) : 0;
        HttpResponse<InputStream> response = follow(address, have);
        if (response.statusCode() == RANGE_NOT_SATISFIABLE && have > 0) {
            response.body().close();
            Files.delete(target);
            have = 0;
            response = follow(address, have);
        }
        boolean appends = response.statusCode() == PARTIAL && have > 0;
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK && !appends) {
                throw new IOException(
                        "'%s' answered with status %d".formatted(address, response.statusCode()));
            }
            copy(address, response, target, appends ? have : 0, stopped);
        }
        return appends;
    }

    private void copy(
            URI address,
            HttpResponse<InputStream> response,
            Path target,
            long have,
            BooleanSupplier stopped)
            throws IOException {
        long declared = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = have;
        refuseMoreThanAllowed(address, have + Math.max(0, declared));
        try (OutputStream to =
                Files.newOutputStream(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        have > 0
                                ? StandardOpenOption.APPEND
                                : StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] buffer = new byte[BUFFER];
            PatientReader body = new PatientReader(response.body(), patience, stopped);
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
                refuseMoreThanAllowed(address, total);
                to.write(buffer, 0, count);
            }
        } catch (IOException fault) {
            throw new IOException(
                    "'%s' broke off after %,d bytes: %s"
                            .formatted(address, total, fault.getMessage()),
                    fault);
        }
        if (declared >= 0 && total != have + declared) {
            throw new IOException(
                    "'%s' broke off after %,d of %,d bytes"
                            .formatted(address, total, have + declared));
        }
    }

    private void refuseMoreThanAllowed(URI address, long bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new IOException(
                    "'%s' has more than the %,d bytes that are fetched at most"
                            .formatted(address, mostBytes));
        }
    }

    private HttpResponse<InputStream> follow(URI address, long from) throws IOException {
        URI next = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            hosts.check(next);
            HttpResponse<InputStream> response = send(next, from);
            if (!REDIRECTS.contains(response.statusCode())) {
                return response;
            }
            response.body().close();
            next = redirected(next, response);
        }
        throw new IOException(
                "'%s' redirects more than %d times".formatted(address, MOST_REDIRECTS));
    }

    private static URI redirected(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI next = from.resolve(location);
            if ("https".equalsIgnoreCase(next.getScheme()) && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException noAddress) {
            throw new IOException(
                    "'%s' redirects to '%s', which is no address".formatted(from, location),
                    noAddress);
        }
        throw new IOException(
                "'%s' redirects to '%s', which is not https".formatted(from, location));
    }

    private HttpResponse<InputStream> send(URI address, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
        if (from > 0) {
            request.header("Range", "bytes=%d-".formatted(from));
        }
        try {
            return client.get().send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while '%s' was fetched".formatted(address), interrupted);
        } catch (IOException fault) {
            throw new IOException(
                    "'%s' cannot be reached: %s".formatted(address, reason(fault)), fault);
        }
    }

    private static String reason(IOException fault) {
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    }
}
