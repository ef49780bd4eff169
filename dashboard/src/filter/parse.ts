import { FilterError, type Operator, type Token, tokens } from './tokens.ts';

export type Expression =
  | { kind: 'all' }
  | { kind: 'text'; text: string }
  | { kind: 'compare'; field: string; operator: Operator; value: string }
  | { kind: 'in'; field: string; values: string[] }
  | { kind: 'not'; inner: Expression }
  | { kind: 'and' | 'or'; left: Expression; right: Expression };

/**
 * Reads a filter:
 *
 *     either  = both { "or" both }
 *     both    = single { [ "and" ] single }
 *     single  = "not" single | "(" either ")" | field operator value | field "in" "(" value { "," value } ")" | text
 *
 * Words beside each other must all be found. Throws FilterError.
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
    return this.afterWord(token.text, token.quoted);
  }

  private afterWord(word: string, isQuoted: boolean): Expression {
    const following = this.peek();
    if (following.kind === 'operator') {
      this.position++;
      return { kind: 'compare', field: word, operator: following.text, value: this.value() };
    }
    if (!isQuoted && this.list[this.position + 1]?.kind === 'open' && this.keyword('in')) {
      return { kind: 'in', field: word, values: this.values() };
    }
    return { kind: 'text', text: word };
  }

  private values(): string[] {
    this.position++;
    const found = [this.value()];
    while (this.peek().kind === 'comma') {
      this.position++;
      found.push(this.value());
    }
    this.expect('close', 'The list of values does not end with a parenthesis.');
    return found;
  }

  private value(): string {
    const token = this.next();
    if (token.kind !== 'word') {
      throw new FilterError(`A value is missing at character ${token.at + 1}.`, token.at);
    }
    return token.text;
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
