package io.trainyard.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which chunks and files are named: lower-case hexadecimal SHA-256. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every Java has it.
        }
    }

    static String of(byte[] bytes, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, 0, length);
        return name(digest);
    }

    static String name(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
