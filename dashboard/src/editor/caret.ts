import type { Path } from './schema.ts';

/** Where the caret is in a YAML document. */
export interface CaretContext {
  /** The object or list whose part is being written. */
  readonly parent: Path;
  /** The key whose value is being written; absent while a key is. */
  readonly key?: string;
  /** In a list, a plain item may also be the first key of an object. */
  readonly isItem: boolean;
  /** What stands between the beginning of the word and the caret. */
  readonly word: string;
}

interface Line {
  readonly lead: number;
  readonly dashes: number;
  /** The column at which the content begins. */
  readonly column: number;
  readonly key?: string;
  readonly content: string;
}

const KEY = /^("[^"]*"|'[^']*'|[^\s:#{}[\],][^:#{}[\],]*?)\s*:(?:\s+|$)(.*)$/;

/** Reads the lines around the caret, since a document that is being written seldom parses. */
export function caretContext(text: string, caret: number): CaretContext {
  const before = text.slice(0, caret).split('\n');
  const current = lineOf(before.pop()!);
  const { path, isItem } = parents(before, current);
  const parent: (string | number)[] = path;
  if (current.key === undefined) {
    return flow(current.content, parent, undefined) ?? { parent, isItem, word: current.content };
  }
  return (
    flow(current.content, parent, current.key) ?? {
      parent,
      key: current.key,
      isItem: false,
      word: current.content,
    }
  );
}

function lineOf(text: string): Line {
  const [, lead, dashes, content] = /^(\s*)((?:-\s+|-$)*)(.*)$/.exec(text) ?? ['', '', '', ''];
  const pair = KEY.exec(content!);
  return {
    lead: lead!.length,
    dashes: (dashes!.match(/-/g) ?? []).length,
    column: lead!.length + dashes!.length,
    content: pair === null ? content! : pair[2]!,
    ...(pair === null ? {} : { key: unquoted(pair[1]!) }),
  };
}

function parents(
  above: readonly string[],
  current: Line,
): { path: (string | number)[]; isItem: boolean } {
  const path: (string | number)[] = [];
  let column = current.column;
  const enterItem = (lead: number) => {
    path.unshift(0);
    column = lead;
  };
  if (current.dashes > 0) {
    enterItem(current.lead);
  }
  for (const text of [...above].reverse()) {
    if (/^\s*(#.*)?$/.test(text)) {
      continue;
    }
    const line = lineOf(text);
    const isInList = typeof path[0] === 'number';
    if (line.dashes > 0 && isInList && line.lead === column) {
      path[0] = (path[0] as number) + 1;
    } else if (line.dashes > 0 && line.lead < column) {
      if (line.column < column && line.key !== undefined) {
        path.unshift(line.key);
      }
      enterItem(line.lead);
    } else if (
      line.dashes === 0 &&
      line.key !== undefined &&
      (line.column < column || (isInList && line.column === column))
    ) {
      path.unshift(line.key);
      column = line.column;
    }
  }
  return { path, isItem: current.dashes > 0 && current.key === undefined };
}

/** The context within braces or brackets that are open at the caret, or null outside of any. */
function flow(text: string, parent: Path, key: string | undefined): CaretContext | null {
  const stack: { path: Path; key: string | undefined; isList: boolean; index: number }[] = [];
  let word = '';
  for (const letter of text) {
    const top = stack.at(-1);
    if (letter === '{' || letter === '[') {
      const base = top === undefined ? { path: parent, key } : { path: pathIn(top), key: top.key };
      const path = base.key === undefined ? base.path : [...base.path, base.key];
      stack.push({ path, key: undefined, isList: letter === '[', index: 0 });
      word = '';
    } else if (top === undefined) {
      word += letter;
    } else if (letter === '}' || letter === ']') {
      stack.pop();
      word = '';
    } else if (letter === ',') {
      top.key = undefined;
      top.index++;
      word = '';
    } else if (letter === ':' && !top.isList) {
      top.key = unquoted(word.trim());
      word = '';
    } else {
      word += letter;
    }
  }
  const top = stack.at(-1);
  if (top === undefined) {
    return null;
  }
  return {
    parent: pathIn(top),
    isItem: top.isList,
    word: word.trimStart(),
    ...(top.key === undefined ? {} : { key: top.key }),
  };
}

const pathIn = (level: { path: Path; isList: boolean; index: number }): Path =>
  level.isList ? [...level.path, level.index] : level.path;

const unquoted = (key: string): string => key.replace(/^(["'])(.*)\1$/, '$2');
