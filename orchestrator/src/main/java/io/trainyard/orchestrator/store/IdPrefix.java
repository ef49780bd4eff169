package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import java.util.UUID;

/** The ids that begin with some digits, as a range that an index can search. */
public record IdPrefix(UUID least, UUID most) {
    private static final int DIGITS = 32;

    /**
     * The range of a prefix; an empty one covers every id.
     *
     * @param text hexadecimal digits, with or without the hyphens of a UUID
     * @throws RefusedException PARAMETER_INVALID for anything else
     */
    public static IdPrefix of(String text) {
        String digits = text.replace("-", "").toLowerCase(java.util.Locale.ROOT);
        if (!digits.matches("[0-9a-f]{0,32}")) {
            throw Refusal.PARAMETER_INVALID.because(
                    "id '%s' is not the beginning of a run's id.", text);
        }
        int open = DIGITS - digits.length();
        return new IdPrefix(uuid(digits + "0".repeat(open)), uuid(digits + "f".repeat(open)));
    }

    private static UUID uuid(String digits) {
        return new UUID(
                Long.parseUnsignedLong(digits, 0, 16, 16),
                Long.parseUnsignedLong(digits, 16, DIGITS, 16));
    }
}
