package io.trainyard.orchestrator.trigger.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.spec.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A signed request from outside, as Standard Webhooks has it
 * (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): HMAC-SHA256 over
 * {@code id.timestamp.body}.
 */
final class WebhookTrigger implements DeliveredKind {
    private static final String SECRET = "secret";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    /** The specification's bounds for the key. */
    private static final int LEAST_BYTES = 24;

    private static final int MOST_BYTES = 64;
    private static final int NEW_BYTES = 32;

    /** A sender that changes its secret signs with both. */
    private static final int MOST_SIGNATURES = 10;

    private static final int LONGEST_HEADER = 2_048;
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private static final String HEADERS = "headers";
    private static final String TIMESTAMP = "timestamp";
    private static final String SIGNATURE = "signature";

    private final Surroundings surroundings;

    WebhookTrigger(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String summary() {
        return "when someone who knows the secret posts a delivery";
    }

    @Override
    public Schema parameters() {
        return Schema.object()
                .with(
                        SECRET,
                        "whsec_ and the base64 of 24 to 64 random bytes; left out, one is made",
                        Schema.text());
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET);
    }

    @Override
    public List<Problem> check(ObjectNode parameters, Instant now) {
        return List.of();
    }

    @Override
    public String newSecret() {
        byte[] key = new byte[NEW_BYTES];
        surroundings.random().nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Optional<String> objectionTo(String secret) {
        byte[] key = key(secret);
        return key == null || key.length < LEAST_BYTES || key.length > MOST_BYTES
                ? Optional.of(
                        "must be 'whsec_' and the base64 of %d to %d random bytes; leave it out, and one is made"
                                .formatted(LEAST_BYTES, MOST_BYTES))
                : Optional.empty();
    }

    private static byte @Nullable [] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    @Override
    public List<String> faults() {
        return List.of(HEADERS, TIMESTAMP, SIGNATURE);
    }

    @Override
    public Judgement judge(Delivery delivery, String secret, Instant now) {
        String id = header(delivery, "webhook-id");
        String timestamp = header(delivery, "webhook-timestamp");
        String signatures = header(delivery, "webhook-signature");
        // Before anything else is looked at, so that all takes the same time.
        byte[] expected = sign(secret, id, timestamp, delivery.body());
        boolean genuine = anyMatches(signatures, expected);
        if (!ID.matcher(id).matches() || !SECONDS.matcher(timestamp).matches()) {
            return new Judgement.Forged(
                    HEADERS, "a delivery came without a usable webhook-id and webhook-timestamp");
        }
        if (!genuine) {
            return new Judgement.Forged(
                    SIGNATURE,
                    "a delivery's webhook-signature is not that of the trigger's secret over its id, timestamp and body");
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        Duration apart = Duration.between(sent, now).abs();
        if (apart.compareTo(surroundings.tolerance()) > 0) {
            return new Judgement.Forged(
                    TIMESTAMP,
                    "a delivery's webhook-timestamp is more than %s from now"
                            .formatted(DurationText.words(surroundings.tolerance())));
        }
        return new Judgement.Genuine(Occurrence.change(id, "delivery '%s'".formatted(id), now));
    }

    private static String header(Delivery delivery, String name) {
        String value = delivery.headers().apply(name);
        return value == null || value.length() > LONGEST_HEADER ? "" : value.strip();
    }

    private static boolean anyMatches(String signatures, byte[] expected) {
        boolean matches = false;
        for (String signature : signatures.split(" ", MOST_SIGNATURES)) {
            if (signature.startsWith(VERSION)) {
                byte[] given =
                        signature.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII);
                // Takes as long for a nearly right one as for a wrong one.
                matches |= MessageDigest.isEqual(given, expected);
            }
        }
        return matches;
    }

    /** The signature in base64, as bytes. */
    private static byte[] sign(String secret, String id, String timestamp, byte[] body) {
        byte[] key = key(secret);
        if (key == null) {
            throw new IllegalArgumentException("the secret was never checked");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update("%s.%s.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
