package io.trainyard.orchestrator.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the values that stand for the token in a browser: the second they end, and an
 * HMAC of it with the token as its key. Nothing is stored; another token ends them all.
 */
final class SessionKey {
    /** How long a browser stays signed in. */
    static final Duration AGE = Duration.ofDays(30);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "trainyard-session-1:";

    private final SecretKeySpec key;

    /**
     * @param token not empty
     */
    SessionKey(byte[] token) {
        key = new SecretKeySpec(token, ALGORITHM);
    }

    String issue(Instant now) {
        return value(Long.toString(now.plus(AGE).getEpochSecond()));
    }

    boolean isValid(String value, Instant now) {
        int dot = value.indexOf('.');
        if (dot < 0 || !isEqual(value, value(value.substring(0, dot)))) {
            return false;
        }
        // The text is one that we wrote.
        return now.getEpochSecond() < Long.parseLong(value.substring(0, dot));
    }

    private static boolean isEqual(String given, String right) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private String value(String end) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] proof = mac.doFinal((PURPOSE + end).getBytes(StandardCharsets.UTF_8));
            return end + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
