export type Token =
  | { kind: 'word'; text: string; quoted: boolean; at: number }
  | { kind: 'operator'; text: Operator; at: number }
  | { kind: 'open' | 'close' | 'comma'; at: number }
  | { kind: 'end'; at: number };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

/** A mistake in a filter, and where it is. */
export class FilterError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const OPERATORS: readonly Operator[] = ['!=', '<=', '>=', '=', '<', '>', '~'];
const BARE = /[^\s()=!<>~,"']/;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text[at]!;
    if (/\s/.test(letter)) {
      at++;
    } else if (letter === '(' || letter === ')' || letter === ',') {
      found.push({ kind: letter === '(' ? 'open' : letter === ')' ? 'close' : 'comma', at });
      at++;
    } else if (letter === '"' || letter === "'") {
      const { content, end } = quoted(text, at);
      found.push({ kind: 'word', text: content, quoted: true, at });
      at = end;
    } else {
      const operator = OPERATORS.find(each => text.startsWith(each, at));
      if (operator !== undefined) {
        found.push({ kind: 'operator', text: operator, at });
        at += operator.length;
      } else {
        const start = at;
        while (at < text.length && (BARE.test(text[at]!) || at === start)) {
          at++;
        }
        found.push({ kind: 'word', text: text.slice(start, at), quoted: false, at: start });
      }
    }
  }
  found.push({ kind: 'end', at: text.length });
  return found;
}

function quoted(text: string, start: number): { content: string; end: number } {
  const quote = text[start]!;
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && at + 1 < text.length) {
      content += text[++at];
    } else if (text[at] === quote) {
      return { content, end: at + 1 };
    } else {
      content += text[at];
    }
  }
  throw new FilterError(`The quotation that begins at character ${start + 1} does not end.`, start);
}

/** A value as it must be written in a filter. */
export function quote(value: string): string {
  const isBare = value !== '' && [...value].every(letter => BARE.test(letter));
  return isBare && !/^(and|or|not|in)$/i.test(value)
    ? value
    : `"${value.replace(/["\\]/g, letter => `\\${letter}`)}"`;
}
