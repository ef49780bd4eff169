import { describe, expect, test } from 'vitest';
import { caretContext } from './caret.ts';
import { complete } from './complete.ts';
import { placed, SpecDocument } from './document.ts';
import { helpAt } from './help.ts';
import { highlight } from './highlight.ts';
import { indentAfter } from './indent.ts';
import type { Schema } from './schema.ts';

const schema: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', description: 'what people call the run' },
    kind: { enum: ['train', 'evaluate'] },
    model: {
      type: 'object',
      properties: { architecture: { $ref: '#/$defs/architecture', description: 'the network' } },
    },
    optimizer: { $ref: '#/$defs/optimizer' },
    augmentation: { type: 'array', items: { $ref: '#/$defs/augmentation' } },
  },
  $defs: {
    architecture: { oneOf: [{ type: 'string', enum: ['lenet5', 'resnet18'] }] },
    optimizer: {
      oneOf: [
        { type: 'string', enum: ['sgd', 'adam'] },
        {
          type: 'object',
          description: 'stochastic gradient descent',
          properties: {
            learningRate: { type: 'number', exclusiveMinimum: 0, description: 'the step' },
            nesterov: { type: 'boolean' },
            kind: { const: 'sgd' },
          },
        },
      ],
    },
    augmentation: {
      oneOf: [
        { type: 'string', enum: ['random_crop', 'horizontal_flip'] },
        {
          type: 'object',
          properties: { padding: { type: 'integer' }, kind: { const: 'random_crop' } },
        },
      ],
    },
  },
};

/** Completes at the bar. */
function labels(text: string): string[] {
  const caret = text.indexOf('|');
  return complete(schema, text.replace('|', ''), caret).suggestions.map(each => each.label);
}

describe('completion', () => {
  test('offers keys that are not there yet', () => {
    expect(labels('name: a\n|')).toEqual(['kind', 'model', 'optimizer', 'augmentation']);
    expect(labels('name: a\nmo|')).toEqual(['model']);
  });

  test('offers words of an enumeration and names of components', () => {
    expect(labels('kind: |')).toEqual(['train', 'evaluate']);
    expect(labels('model:\n  architecture: res|')).toEqual(['resnet18']);
    expect(labels('optimizer: |')).toEqual(['sgd', 'adam']);
    expect(labels('optimizer:\n  kind: |')).toEqual(['sgd', 'adam']);
  });

  test("offers a component's own parameters", () => {
    expect(labels('optimizer:\n  kind: sgd\n  |')).toEqual(['learningRate', 'nesterov']);
    expect(labels('optimizer:\n  kind: sgd\n  nesterov: |')).toEqual(['true', 'false']);
    expect(labels('optimizer: {kind: sgd, learn|')).toEqual(['learningRate']);
  });

  test('finds its way in lists', () => {
    expect(labels('augmentation:\n  - |')).toEqual(['random_crop', 'horizontal_flip', 'kind']);
    expect(labels('augmentation:\n- horizontal_flip\n- kind: random_crop\n  pa|')).toEqual([
      'padding',
    ]);
    expect(labels('augmentation: [|')).toContain('horizontal_flip');
  });

  test('says nothing where the schema says nothing', () => {
    expect(labels('unknown:\n  |')).toEqual([]);
    expect(complete({}, 'na', 2).suggestions).toEqual([]);
  });
});

test('the caret knows its path in a document that does not parse', () => {
  expect(caretContext('model:\n  architecture: {a: [b,\n  x', 32).parent).toEqual(['model']);
  expect(caretContext('a:\n  b:\n    - c: 1\n      d: ', 29)).toMatchObject({
    parent: ['a', 'b', 0],
    key: 'd',
  });
});

describe('problems', () => {
  const text = [
    '# comment',
    'name: x',
    'augmentation:',
    '  - horizontal_flip',
    '  - kind: random_crop',
    '    padding: -1',
    'odd.key: 1',
    'model: {architecture: lenet6}',
  ].join('\n');
  const line = (path: string) => new SpecDocument(text).lineOf(path);

  test.each([
    ['name', 2],
    ['augmentation[1].padding', 6],
    ['augmentation[0]', 4],
    ['odd.key', 7],
    ['model.architecture', 8],
    ['model.architecture.kind', 8],
    ['augmentation[1].missing', 5],
    ['optimizer', 1],
    ['', 1],
    ['augmentation[9].padding', 3],
  ])('of %j are shown at line %d', (path, expected) => {
    expect(line(path)).toBe(expected);
  });

  test('are in the order of their lines', () => {
    const problems = ['model.architecture', 'name'].map(path => ({ path, message: path }));
    expect(placed(new SpecDocument(text), problems).map(each => each.line)).toEqual([2, 8]);
  });

  test('of the YAML itself have their line', () => {
    const mistakes = new SpecDocument('name: a\nmodel: {b: [}\n').mistakes;
    expect(mistakes[0]!.line).toBe(2);
    expect(new SpecDocument(text).mistakes).toEqual([]);
  });
});

test('help speaks of the line of the caret', () => {
  const text = 'optimizer:\n  kind: sgd\n  learningRate: 0.1';
  const help = helpAt(schema, text, text.length - 2);
  expect(help).toMatchObject({
    title: 'optimizer.learningRate',
    description: 'the step',
    facts: ['number', 'above 0'],
  });
  expect(helpAt(schema, text, 3).entries.map(entry => entry.name)).toContain('learningRate');
});

test('colours lose no letter of a line', () => {
  for (const line of [
    'a: "x # y" # z',
    '- kind: -1.5e3',
    "  'open",
    '\u202e<b>: [1, two]',
    'a:b',
  ]) {
    expect(
      highlight(line)
        .map(piece => piece.text)
        .join(''),
    ).toBe(line);
  }
  expect(highlight('epochs: 10').map(piece => piece.ink)).toEqual([
    'key',
    'mark',
    'plain',
    'number',
  ]);
});

test('a new line is indented as its place asks', () => {
  expect(indentAfter('model:', 6)).toBe('  ');
  expect(indentAfter('  - kind: x', 11)).toBe('    ');
  expect(indentAfter('a: 1', 4)).toBe('');
});
