import { caretContext } from './caret.ts';
import { SpecDocument } from './document.ts';
import { namesOf, narrowed, propertiesOf, type Schema, schemaAt, summaryOf } from './schema.ts';

export interface Suggestion {
  readonly label: string;
  readonly insert: string;
  readonly detail: string;
}

export interface Completion {
  /** Where the word begins that a suggestion takes the place of. */
  readonly from: number;
  readonly suggestions: readonly Suggestion[];
}

const NONE: Completion = { from: 0, suggestions: [] };

/** What can be written at the caret; what begins with the word there goes first. */
export function complete(root: Schema, text: string, caret: number): Completion {
  const context = caretContext(text, caret);
  const { kindAt, keysAt } = bound(new SpecDocument(text));
  const word = context.word.toLowerCase();
  if (word.includes('#')) {
    return NONE;
  }
  const path = context.key === undefined ? context.parent : [...context.parent, context.key];
  const schema = schemaAt(root, path, kindAt);
  if (schema === undefined) {
    return NONE;
  }
  const suggestions =
    context.key !== undefined
      ? values(schema)
      : [
          ...(context.isItem ? values(schema) : []),
          ...keys(narrowed(root, schema, path, kindAt), keysAt(path)),
        ];
  const matching = suggestions
    .filter(each => each.label.toLowerCase().includes(word) && each.label !== context.word)
    .sort(
      (a, b) =>
        Number(b.label.toLowerCase().startsWith(word)) -
        Number(a.label.toLowerCase().startsWith(word)),
    );
  return { from: caret - context.word.length, suggestions: matching };
}

function bound(document: SpecDocument) {
  return {
    kindAt: document.kindAt,
    keysAt: (path: readonly (string | number)[]) => document.keysAt(path),
  };
}

function keys(schema: Schema, present: readonly string[]): Suggestion[] {
  return Object.entries(propertiesOf(schema))
    .filter(([name]) => !present.includes(name))
    .map(([name, property]) => ({
      label: name,
      insert: `${name}: `,
      detail: property.description ?? '',
    }));
}

function values(schema: Schema): Suggestion[] {
  return namesOf(schema).map(name => ({
    label: name,
    insert: name,
    detail: summaryOf(schema, name) ?? '',
  }));
}
