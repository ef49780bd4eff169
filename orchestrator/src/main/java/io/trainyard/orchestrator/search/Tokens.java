package io.trainyard.orchestrator.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a filter into tokens, the last of which is its end. */
final class Tokens {
    private static final String NOT_BARE = "()=!<>~,\"'";

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new SearchException(
                    "NUL at character %d is no text; allowed: every other character."
                            .formatted(nul + 1),
                    nul);
        }
        return new Tokens(text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            char letter = text.charAt(at);
            switch (letter) {
                case '(' -> found.add(new Token.Open(at++));
                case ')' -> found.add(new Token.Close(at++));
                case ',' -> found.add(new Token.Comma(at++));
                case '"', '\'' -> quoted(letter);
                default -> {
                    if (isSpace(letter)) {
                        at++;
                    } else {
                        signOrWord();
                    }
                }
            }
        }
        found.add(new Token.End(text.length()));
        return found;
    }

    private void signOrWord() {
        Optional<Operator> operator =
                Arrays.stream(Operator.values())
                        .filter(each -> text.startsWith(each.sign(), at))
                        .findFirst();
        if (operator.isPresent()) {
            found.add(new Token.Sign(operator.get(), at));
            at += operator.get().sign().length();
            return;
        }
        int start = at;
        do {
            at++;
        } while (at < text.length() && isBare(text.charAt(at)));
        found.add(new Token.Word(text.substring(start, at), false, start));
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter == quote) {
                found.add(new Token.Word(content.toString(), true, start));
                return;
            }
            boolean escapes = letter == '\\' && at < text.length();
            content.append(escapes ? text.charAt(at++) : letter);
        }
        throw new SearchException(
                "The quotation that begins at character %d does not end.".formatted(start + 1),
                start);
    }

    private static boolean isBare(char letter) {
        return !isSpace(letter) && NOT_BARE.indexOf(letter) < 0;
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }
}
