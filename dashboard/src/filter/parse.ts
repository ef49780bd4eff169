import { FilterError, type Operator, type Token, tokens } from './tokens.ts';

export type Expression =
  | { kind: 'all' }
  | { kind: 'text'; text: string }
  | { kind: 'compare'; field: string; operator: Operator; value: Value }
  | { kind: 'in'; field: string; values: Value[] }
  | { kind: 'like'; field: string; pattern: string }
  | { kind: 'null'; field: string }
  | { kind: 'not'; inner: Expression }
  | { kind: 'and' | 'or'; left: Expression; right: Expression };

/** A value as it is written, and its first character. */
export interface Value {
  readonly text: string;
  readonly at: number;
}

/**
 * Reads a filter:
 *
 *     either = both { "or" both }
 *     both   = single { [ "and" ] single }
 *     single = "not" single | "(" either ")" | test | word
 *     test   = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" ) value
 *            | field [ "not" ] ( "like" | "contains" ) value
 *            | field [ "not" ] "in" "(" value { "," value } ")"
 *            | field "is" [ "not" ] "null"
 *
 * Words beside each other must all be found. Throws FilterError. The server reads the same
 * (docs/search.md); cases.json is tried on both.
 */
export function parseFilter(text: string): Expression {
  const parser = new Parser(tokens(text));
  return parser.whole();
}

class Parser {
  private readonly list: readonly Token[];
  private position = 0;

  constructor(list: readonly Token[]) {
    this.list = list;
  }

  whole(): Expression {
    if (this.peek().kind === 'end') {
      return { kind: 'all' };
    }
    const expression = this.either();
    const rest = this.peek();
    if (rest.kind !== 'end') {
      throw new FilterError(`Character ${rest.at + 1} was not expected here.`, rest.at);
    }
    return expression;
  }

  private either(): Expression {
    let left = this.both();
    while (this.keyword('or')) {
      left = { kind: 'or', left, right: this.both() };
    }
    return left;
  }

  private both(): Expression {
    let left = this.single();
    while (this.keyword('and') || this.beginsSingle()) {
      left = { kind: 'and', left, right: this.single() };
    }
    return left;
  }

  private single(): Expression {
    if (this.keyword('not')) {
      return { kind: 'not', inner: this.single() };
    }
    const token = this.next();
    if (token.kind === 'open') {
      const inner = this.either();
      this.expect('close', 'A closing parenthesis is missing.');
      return inner;
    }
    if (token.kind !== 'word' || isKeyword(token, 'and') || isKeyword(token, 'or')) {
      throw new FilterError(
        token.kind === 'end'
          ? 'Something to look for is missing at the end.'
          : `A field or a word is missing before character ${token.at + 1}.`,
        token.at,
      );
    }
    return this.afterWord(token.text);
  }

  private afterWord(field: string): Expression {
    const sign = this.peek();
    if (sign.kind === 'operator') {
      this.position++;
      return { kind: 'compare', field, operator: sign.text, value: this.value() };
    }
    const start = this.position;
    const negated = this.keyword('not');
    const test = this.test(field, negated);
    if (test === undefined) {
      this.position = start;
      return { kind: 'text', text: field };
    }
    return negated ? { kind: 'not', inner: test } : test;
  }

  /** A test that begins with a word; nothing where these are words to be looked for. */
  private test(field: string, negated: boolean): Expression | undefined {
    const following = this.list[this.position + 1];
    if (following?.kind === 'open' && this.keyword('in')) {
      return { kind: 'in', field, values: this.values() };
    }
    if (following?.kind !== 'word') {
      return undefined;
    }
    if (this.keyword('contains')) {
      return { kind: 'compare', field, operator: '~', value: this.value() };
    }
    if (this.keyword('like')) {
      return { kind: 'like', field, pattern: this.pattern() };
    }
    if (!negated && this.keyword('is')) {
      const opposite = this.keyword('not');
      if (this.keyword('null')) {
        return opposite ? { kind: 'not', inner: { kind: 'null', field } } : { kind: 'null', field };
      }
    }
    return undefined;
  }

  private values(): Value[] {
    this.position++;
    const found = [this.value()];
    while (this.peek().kind === 'comma') {
      this.position++;
      found.push(this.value());
    }
    this.expect('close', 'The list of values does not end with a parenthesis.');
    return found;
  }

  private pattern(): string {
    const { text, at } = this.value();
    if ((/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1) {
      throw new FilterError(`The last \\ at character ${at + 1} stands before nothing.`, at);
    }
    return text;
  }

  private value(): Value {
    const token = this.next();
    if (token.kind !== 'word') {
      throw new FilterError(`A value is missing at character ${token.at + 1}.`, token.at);
    }
    return { text: token.text, at: token.at };
  }

  private expect(kind: Token['kind'], complaint: string): void {
    const token = this.next();
    if (token.kind !== kind) {
      throw new FilterError(complaint, token.at);
    }
  }

  private beginsSingle(): boolean {
    const token = this.peek();
    return token.kind === 'open' || (token.kind === 'word' && !isKeyword(token, 'or'));
  }

  private keyword(word: string): boolean {
    const found = isKeyword(this.peek(), word);
    if (found) {
      this.position++;
    }
    return found;
  }

  private peek(): Token {
    return this.list[this.position]!;
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') {
      this.position++;
    }
    return token;
  }
}

const isKeyword = (token: Token, word: string): boolean =>
  token.kind === 'word' && !token.quoted && token.text.toLowerCase() === word;
