package io.trainyard.contract;

/** What a text from outside may do to whatever shows it, and how it is shown instead. */
public final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /** Commands to a terminal, ends of lines, and halves of surrogate pairs, which no UTF-8 has. */
    public static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /**
     * What cannot be seen, or turns its neighbours around (UAX #9). The joiners are neither:
     * several scripts and emoji are written with them.
     */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT ->
                    codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * The text with such characters, other than tabs, as JSON escapes them: safe on a terminal and
     * in a log, and within a JSON document the same document.
     */
    public static String shown(String text) {
        if (text.codePoints().noneMatch(PlainText::isEscaped)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints()
                .forEach(codePoint -> {
                    if (isEscaped(codePoint)) {
                        appendEscaped(shown, codePoint);
                    } else {
                        shown.appendCodePoint(codePoint);
                    }
                });
        return shown.toString();
    }

    private static boolean isEscaped(int codePoint) {
        return codePoint != '\t' && (isControl(codePoint) || isInvisible(codePoint));
    }

    private static void appendEscaped(StringBuilder shown, int codePoint) {
        switch (codePoint) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            default -> {
                for (char unit : Character.toChars(codePoint)) {
                    shown.append("\\u%04X".formatted((int) unit));
                }
            }
        }
    }
}
