package io.trainyard.trainer.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which hosts files are fetched from: all of the public network, and those of the local one that
 * the machine's owner names. A spec's author could else reach through the worker what only the
 * worker can see.
 *
 * @param named hosts that need not be public, in lower case
 */
public record PublicHosts(Set<String> named) {
    /** Environment variable with the names, separated by commas. */
    static final String VARIABLE = "TRAINYARD_FETCH_HOSTS";

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    public PublicHosts {
        named = Set.copyOf(named);
    }

    /** As the environment says. */
    public static PublicHosts ofEnvironment() {
        return new PublicHosts(
                Optional.ofNullable(System.getenv(VARIABLE)).stream()
                        .flatMap(COMMA::splitAsStream)
                        .filter(name -> !name.isBlank())
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Refuses a host whose name leads into the local network. That a name may lead elsewhere a
     * moment later does not help its owner: only https is spoken, and a machine of the local
     * network has no certificate for it.
     */
    void check(URI address) throws IOException {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (named.contains(host)) {
            return;
        }
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new IOException("the host '%s' is unknown here".formatted(host), unknown);
        }
        for (InetAddress resolved : addresses) {
            if (!isPublic(resolved)) {
                throw new IOException(
                        "the host '%s' is %s, which is not on the public network; whoever runs the worker can allow it in %s"
                                .formatted(host, resolved.getHostAddress(), VARIABLE));
            }
        }
    }

    /** RFC 6890's blocks that are not reached from everywhere. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        boolean reserved =
                bytes.length == 4
                        ? first == 0
                                || (first == 100 && second >= 64 && second < 128)
                                || (first == 192 && second == 0 && bytes[2] == 0)
                                || (first == 198 && (second == 18 || second == 19))
                                || first >= 240
                        : (first & 0xFE) == 0xFC
                                || (first == 0x00 && second == 0x64)
                                || (first == 0x20 && second == 0x02);
        return !reserved
                && !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress();
    }
}
