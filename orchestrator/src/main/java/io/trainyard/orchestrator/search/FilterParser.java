package io.trainyard.orchestrator.search;

import io.trainyard.orchestrator.search.Token.Close;
import io.trainyard.orchestrator.search.Token.Comma;
import io.trainyard.orchestrator.search.Token.End;
import io.trainyard.orchestrator.search.Token.Open;
import io.trainyard.orchestrator.search.Token.Sign;
import io.trainyard.orchestrator.search.Token.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a filter.
 *
 * <pre>
 * either = both { "or" both }
 * both   = single { [ "and" ] single }
 * single = "not" single | "(" either ")" | test | word
 * test   = field ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "~" ) value
 *        | field [ "not" ] ( "like" | "contains" ) value
 *        | field [ "not" ] "in" "(" value { "," value } ")"
 *        | field "is" [ "not" ] "null"
 * </pre>
 */
public final class FilterParser {
    /** A longer one is no question that somebody asks. */
    public static final int LONGEST = 4_000;

    /** Parentheses and nots within each other: more would end in the stack's end. */
    private static final int DEEPEST = 64;

    private static final Set<String> TEXT_TESTS = Set.of("like", "contains");

    private final List<Token> tokens;
    private final Fields fields;
    private final Literals literals;
    private int position;
    private int depth;

    private FilterParser(List<Token> tokens, Fields fields, Literals literals) {
        this.tokens = tokens;
        this.fields = fields;
        this.literals = literals;
    }

    /**
     * The condition that a text states; an empty one is true of every run.
     *
     * @param now what relative times are relative to
     * @throws SearchException with the place of the first mistake
     */
    public static Filter parse(String text, Fields fields, Instant now) {
        if (text.length() > LONGEST) {
            throw new SearchException(
                    "A filter of %d characters is too long; allowed: %d."
                            .formatted(text.length(), LONGEST),
                    LONGEST);
        }
        return new FilterParser(Tokens.of(text), fields, new Literals(now)).whole();
    }

    private Filter whole() {
        if (peek() instanceof End) {
            return new Filter.All();
        }
        Filter filter = either();
        if (!(peek() instanceof End)) {
            throw mistake("This was not expected here", "and, or, or the end", peek());
        }
        return filter;
    }

    private Filter either() {
        List<Filter> parts = new ArrayList<>(List.of(both()));
        while (keyword("or")) {
            parts.add(both());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
    }

    private Filter both() {
        List<Filter> parts = new ArrayList<>(List.of(single()));
        while (keyword("and") || beginsSingle()) {
            parts.add(single());
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    }

    private Filter single() {
        Token token = next();
        if (++depth > DEEPEST) {
            throw mistake(
                    "Too much stands within each other", DEEPEST + " parentheses and nots", token);
        }
        Filter filter =
                switch (token) {
                    case Word word when word.is("not") -> new Filter.Not(single());
                    case Word word when !word.is("and") && !word.is("or") -> afterWord(word);
                    case Open _ -> {
                        Filter inner = either();
                        close("A closing parenthesis is missing", ")");
                        yield inner;
                    }
                    case Word _, Close _, Comma _, Sign _, End _ ->
                            throw mistake(
                                    "A condition or a word is missing",
                                    "a field, a word, not, or (",
                                    token);
                };
        depth--;
        return filter;
    }

    private Filter afterWord(Word word) {
        if (peek() instanceof Sign sign) {
            position++;
            return compare(field(word), sign.operator());
        }
        int start = position;
        boolean negated = keyword("not");
        if (peek() instanceof Word test && !test.quoted()) {
            position++;
            Filter found =
                    test.is("in") && peek() instanceof Open
                            ? in(field(word))
                            : isTextTest(test) ? like(field(word), test) : null;
            if (found == null && !negated && test.is("is") && saysNull()) {
                negated = keyword("not");
                position++;
                found = new Filter.IsNull(field(word));
            }
            if (found != null) {
                return negated ? new Filter.Not(found) : found;
            }
        }
        position = start;
        return new Filter.Words(word.text());
    }

    /** Only with a value after it: otherwise these are words to be looked for. */
    private boolean isTextTest(Word test) {
        return TEXT_TESTS.contains(test.text().toLowerCase(Locale.ROOT)) && peek() instanceof Word;
    }

    private boolean saysNull() {
        int offset = isKeyword(peek(), "not") ? 1 : 0;
        return position + offset < tokens.size()
                && isKeyword(tokens.get(position + offset), "null");
    }

    private Field field(Word word) {
        return fields.named(word.text(), word.at());
    }

    private Filter compare(Field field, Operator operator) {
        Word value = value();
        if (operator == Operator.CONTAINS) {
            return contains(field, value);
        }
        Literal literal = literals.read(value.text(), field, value.at());
        return operator == Operator.UNEQUAL
                ? new Filter.Not(new Filter.Compare(field, Operator.EQUAL, literal))
                : new Filter.Compare(field, operator, literal);
    }

    private Filter like(Field field, Word test) {
        Word value = value();
        refuseTimes(field, value);
        if (test.is("contains")) {
            return contains(field, value);
        }
        String pattern = value.text();
        int slashes = pattern.length() - pattern.replaceAll("\\\\+$", "").length();
        if (slashes % 2 == 1) {
            throw mistake("The pattern's last \\ stands before nothing", "\\\\ for itself", value);
        }
        return new Filter.Like(field, pattern);
    }

    private static Filter contains(Field field, Word value) {
        refuseTimes(field, value);
        return new Filter.Compare(field, Operator.CONTAINS, new Literal(value.text(), null));
    }

    private static void refuseTimes(Field field, Word value) {
        if (field.type() == Field.Type.TIME || field.type() == Field.Type.SPAN) {
            throw mistake(
                    field.label() + " is no text that something could be found in",
                    "=, !=, <, <=, > and >=",
                    value);
        }
    }

    private Filter in(Field field) {
        position++;
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(compare(field, Operator.EQUAL));
        } while (comma());
        close("The list of values does not end", ", or )");
        return new Filter.Or(parts);
    }

    private boolean comma() {
        boolean found = peek() instanceof Comma;
        if (found) {
            position++;
        }
        return found;
    }

    private void close(String complaint, String allowed) {
        Token token = next();
        if (!(token instanceof Close)) {
            throw mistake(complaint, allowed, token);
        }
    }

    private Word value() {
        Token token = next();
        if (token instanceof Word word) {
            return word;
        }
        throw mistake("A value is missing", "a word, a number or \"quoted text\"", token);
    }

    private boolean beginsSingle() {
        return peek() instanceof Open || (peek() instanceof Word word && !word.is("or"));
    }

    private boolean keyword(String word) {
        boolean found = isKeyword(peek(), word);
        if (found) {
            position++;
        }
        return found;
    }

    private static boolean isKeyword(Token token, String keyword) {
        return token instanceof Word word && word.is(keyword);
    }

    private Token peek() {
        return tokens.get(position);
    }

    /** The end is never passed. */
    private Token next() {
        Token token = peek();
        if (!(token instanceof End)) {
            position++;
        }
        return token;
    }

    private static SearchException mistake(String what, String allowed, Token token) {
        return new SearchException(
                "%s at character %d; allowed: %s.".formatted(what, token.at() + 1, allowed),
                token.at());
    }
}
