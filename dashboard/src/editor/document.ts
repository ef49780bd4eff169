import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from '../api/types.ts';
import type { KindAt, Path } from './schema.ts';

/** A problem with the line it is shown at, counted from 1. */
export interface PlacedProblem extends Problem {
  readonly line: number;
}

/** A document as far as it can be read. */
export class SpecDocument {
  private readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(text: string) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** What is wrong with it as YAML, whatever it says. */
  get mistakes(): PlacedProblem[] {
    return this.document.errors.map(error => ({
      path: '',
      message: `This is no YAML: ${error.message}.`,
      line: this.lines.linePos(error.pos[0]).line,
    }));
  }

  readonly kindAt: KindAt = path => {
    const node = this.nodeAt(path);
    const kind = isMap(node) ? node.get('kind') : isScalar(node) ? node.value : undefined;
    return typeof kind === 'string' ? kind : undefined;
  };

  keysAt(path: Path): string[] {
    const node = this.nodeAt(path);
    return isMap(node) ? node.items.map(pair => String(pair.key)) : [];
  }

  /** The line of a problem's path, or of the nearest part of it that is there. */
  lineOf(path: string): number {
    let node: unknown = this.document.contents;
    let offset = 0;
    let rest = path;
    while (rest !== '') {
      const step = this.step(node, rest);
      if (step === null) {
        break;
      }
      ({ node, offset, rest } = step);
    }
    return offset === 0 ? 1 : this.lines.linePos(offset).line;
  }

  /** Follows the longest key that a path begins with, since keys may have dots themselves. */
  private step(
    node: unknown,
    path: string,
  ): { node: unknown; offset: number; rest: string } | null {
    const index = /^\[(\d+)\]\.?/.exec(path);
    if (index !== null && isSeq(node)) {
      const item = node.items[Number(index[1])] as Node | undefined;
      return item?.range
        ? { node: item, offset: item.range[0], rest: path.slice(index[0].length) }
        : null;
    }
    if (!isMap(node)) {
      return null;
    }
    const pairs = node.items
      .filter(pair => isScalar(pair.key) && begins(path, String(pair.key.value)))
      .sort((a, b) => String(b.key).length - String(a.key).length);
    const pair = pairs[0];
    if (pair === undefined || !isScalar(pair.key)) {
      return null;
    }
    const rest = path.slice(String(pair.key.value).length).replace(/^\./, '');
    return { node: pair.value, offset: pair.key.range?.[0] ?? 0, rest };
  }

  private nodeAt(path: Path): unknown {
    try {
      return path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    } catch {
      return undefined;
    }
  }
}

const begins = (path: string, key: string): boolean =>
  path.startsWith(key) && ['', '.', '['].includes(path.charAt(key.length));

export const placed = (document: SpecDocument, problems: readonly Problem[]): PlacedProblem[] =>
  problems
    .map(problem => ({ ...problem, line: document.lineOf(problem.path) }))
    .sort((a, b) => a.line - b.line);
