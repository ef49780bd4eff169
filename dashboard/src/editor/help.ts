import { caretContext } from './caret.ts';
import { SpecDocument } from './document.ts';
import { namesOf, narrowed, propertiesOf, type Schema, schemaAt, summaryOf } from './schema.ts';

/** What the schema says about the place of the caret. */
export interface Help {
  readonly title: string;
  readonly description: string;
  readonly facts: readonly string[];
  readonly entries: readonly { name: string; description: string }[];
}

export function helpAt(root: Schema, text: string, caret: number): Help {
  const lineEnd = text.indexOf('\n', caret);
  const context = caretContext(text, lineEnd < 0 ? text.length : lineEnd);
  const document = new SpecDocument(text);
  const path = context.key === undefined ? context.parent : [...context.parent, context.key];
  const schema = schemaAt(root, path, document.kindAt) ?? root;
  const object = narrowed(root, schema, path, document.kindAt);
  const properties = Object.entries(propertiesOf(object));
  const required = new Set(object.required);
  return {
    title: title(path),
    description: [
      schema.description,
      object.description === schema.description ? undefined : object.description,
    ]
      .filter(each => each !== undefined)
      .join(': '),
    facts: facts(schema),
    entries:
      properties.length > 0 && object.oneOf === undefined
        ? properties.map(([name, property]) => ({
            name: required.has(name) ? `${name} (required)` : name,
            description: [property.description, ...facts(property)].filter(Boolean).join('; '),
          }))
        : namesOf(schema).map(name => ({ name, description: summaryOf(schema, name) ?? '' })),
  };
}

function title(path: readonly (string | number)[]): string {
  return path.length === 0
    ? 'The document'
    : path
        .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .slice(1);
}

function facts(schema: Schema): string[] {
  const found: string[] = [];
  if (schema.type !== undefined && schema.enum === undefined) {
    found.push(schema.type);
  }
  if (schema.minimum !== undefined) {
    found.push(`at least ${schema.minimum}`);
  }
  if (schema.exclusiveMinimum !== undefined) {
    found.push(`above ${schema.exclusiveMinimum}`);
  }
  if (schema.maximum !== undefined) {
    found.push(`at most ${schema.maximum}`);
  }
  if (schema.exclusiveMaximum !== undefined) {
    found.push(`below ${schema.exclusiveMaximum}`);
  }
  if (schema.default !== undefined && typeof schema.default !== 'object') {
    found.push(`default ${schema.default}`);
  }
  return found;
}
