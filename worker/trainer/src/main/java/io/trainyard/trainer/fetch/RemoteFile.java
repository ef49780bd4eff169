package io.trainyard.trainer.fetch;

import io.trainyard.trainer.fetch.Checksum.Algorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file on the network, as specs write it: {@code https://host/file.zip#sha256=…}, {@code #md5=…},
 * or a name that holds the first digits of its SHA-256 as PyTorch's weights do: {@code
 * resnet18-f37072fd.pth}.
 *
 * @param address https, without the fragment
 * @param checksum of its content
 */
public record RemoteFile(URI address, Checksum checksum) {
    private static final String SCHEME = "https:";
    private static final Pattern HASH_IN_NAME = Pattern.compile("-([0-9a-f]{8,64})\\.[a-z]+$");
    private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int LONGEST_NAME = 100;

    /** Whether a location is an address rather than a path. */
    public static boolean isAddress(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        return lower.startsWith(SCHEME) || lower.startsWith("http:");
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a sentence where it is none, is not https, or has no
     *     checksum
     */
    public static RemoteFile parse(String location) {
        URI whole;
        try {
            whole = new URI(location);
        } catch (URISyntaxException mistake) {
            throw new IllegalArgumentException(
                    "'%s' is no address: %s".formatted(location, mistake.getReason()), mistake);
        }
        if (!"https".equalsIgnoreCase(whole.getScheme())
                || whole.getHost() == null
                || whole.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'%s' cannot be fetched: only https addresses are, without a user or password"
                            .formatted(location));
        }
        URI address = withoutFragment(whole);
        Checksum checksum =
                Optional.ofNullable(whole.getFragment())
                        .map(RemoteFile::ofFragment)
                        .or(() -> ofName(whole))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'%s' has no checksum: append #sha256= and its SHA-256, so that nothing else is taken for it"
                                                .formatted(location)));
        return new RemoteFile(address, checksum);
    }

    private static URI withoutFragment(URI whole) {
        String text = whole.toString();
        int fragment = text.indexOf('#');
        return URI.create(fragment < 0 ? text : text.substring(0, fragment));
    }

    private static Checksum ofFragment(String fragment) {
        return Stream.of(Algorithm.values())
                .filter(algorithm -> fragment.startsWith(algorithm + "="))
                .findFirst()
                .map(algorithm ->
                        new Checksum(
                                algorithm, fragment.substring(algorithm.toString().length() + 1)))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'#%s' is no checksum; known: #sha256=..., #md5=..."
                                        .formatted(fragment)));
    }

    private static Optional<Checksum> ofName(URI address) {
        Matcher name = HASH_IN_NAME.matcher(String.valueOf(address.getPath()));
        return name.find()
                ? Optional.of(new Checksum(Algorithm.SHA256, name.group(1)))
                : Optional.empty();
    }

    /** The file's name in a folder: the end of the address, its harmless characters only. */
    String fileName() {
        String path = String.valueOf(address.getPath());
        String name = UNUSUAL.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("_");
        String kept = name.substring(Math.max(0, name.length() - LONGEST_NAME));
        return kept.isEmpty() || kept.startsWith(".") ? "file" + kept : kept;
    }
}
