import { describe, expect, test } from 'vitest';
import type { Run } from '../api/types.ts';
import { exampleRun } from '../store/example-run.ts';
import { rowOf } from '../store/row.ts';
import { withClause } from './clause.ts';
import { parseFilter } from './parse.ts';
import { predicate } from './predicate.ts';
import { FilterError, quote } from './tokens.ts';

const matches = (filter: string, changes: Partial<Run>): boolean =>
  predicate(parseFilter(filter))(rowOf(exampleRun(changes)));

const resnet: Partial<Run> = {
  name: 'Nightly run 7',
  architecture: 'resnet18',
  state: 'SUCCEEDED',
  tags: ['nightly', 'cifar 10'],
  step: 50,
  values: { 'validation.accuracy': 0.93, 'validation.loss': 'NaN', odd: 'Infinity' },
};

describe('a filter', () => {
  test.each([
    ['', true],
    ['nightly', true],
    ['NIGHTLY resnet', true],
    ['nightly lenet', false],
    ['"run 7"', true],
    ['arch = resnet18 and val.accuracy > 0.9', true],
    ['arch = resnet18 and val.acc > 0.95', false],
    ['architecture = RESNET18', true],
    ['architecture ~ net', true],
    ['architecture = resnet', false],
    ['state in (failed, succeeded)', true],
    ['state in (failed)', false],
    ['not state = failed', true],
    ['state != failed', true],
    ['tags = "cifar 10"', true],
    ['tag = cifar', false],
    ['arch = lenet5 or val.accuracy >= 93%', true],
    ['(arch = lenet5 or arch = resnet18) and priority = 0', true],
    ['arch = lenet5 or arch = resnet18 and priority = 1', false],
    ['submitted >= 2026-01-02', true],
    ['submitted > 2026-01-03', false],
  ])('%j takes it: %s', (filter, expected) => {
    expect(matches(filter, resnet)).toBe(expected);
  });

  test.each([
    ['validation.loss = NaN', true],
    ['validation.loss < 1', false],
    ['validation.loss > 1', false],
    ['validation.loss != 1', true],
    ['odd > 1000', true],
    ['absent > 0', false],
    ['absent < 0', false],
  ])('%j is right about numbers that are none: %s', (filter, expected) => {
    expect(matches(filter, resnet)).toBe(expected);
  });

  test.each([
    'val.accuracy >',
    '(arch = x',
    'arch = x)',
    'and',
    'a = "b',
    'state in (a',
    '= 3',
    'x or',
  ])('%j is refused', filter => {
    expect(() => parseFilter(filter)).toThrow(FilterError);
  });

  test('says where the mistake is', () => {
    expect(() => parseFilter('arch = ')).toThrow('A value is missing at character 8.');
  });

  test.each(['a b', 'it "is" \\ so', 'and', '', 'x=1', '(', '‮evil'])(
    'finds the hostile text %j again once it is quoted',
    text => {
      expect(matches(`name = ${quote(text)}`, { name: text })).toBe(true);
      expect(matches(`name = ${quote(text)}`, { name: `${text}!` })).toBe(false);
    },
  );
});

describe('a further condition', () => {
  test('goes behind what is there, once', () => {
    const once = withClause('nightly', 'state', '=', 'failed');
    expect(once).toBe('nightly and state = failed');
    expect(withClause(once, 'state', '=', 'failed')).toBe(once);
  });

  test('holds for either side of an or', () => {
    expect(withClause('a or b', 'pool', '=', 'x y')).toBe('(a or b) and pool = "x y"');
  });
});
