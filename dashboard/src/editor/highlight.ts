export type Ink = 'key' | 'text' | 'number' | 'word' | 'comment' | 'mark' | 'plain';

export interface Piece {
  readonly ink: Ink;
  readonly text: string;
}

const PIECES =
  /(#.*$)|("(?:[^"\\]|\\.)*"?|'[^']*'?)|([\w.${}/-]+)(?=\s*:(?:\s|$))|([-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|\.\d+)(?![\w.]))|(\b(?:true|false|null)\b)|([-{}[\],:])|([^\s{}[\],:#"']+|\s+|.)/gi;
const INKS: readonly Ink[] = ['comment', 'text', 'key', 'number', 'word', 'mark', 'plain'];

/** A line of YAML in its colours; only to look at, never to understand. */
export function highlight(line: string): Piece[] {
  return [...line.matchAll(PIECES)].map(match => ({
    ink: INKS[match.slice(1).findIndex(group => group !== undefined)] ?? 'plain',
    text: match[0],
  }));
}
