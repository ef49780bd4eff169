import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Run } from '../api/types.ts';
import { exampleRun } from '../store/example-run.ts';
import { rowOf } from '../store/row.ts';
import cases from './cases.json';
import { withClause } from './clause.ts';
import { parseFilter } from './parse.ts';
import { predicate } from './predicate.ts';
import { needsServer } from './server-fields.ts';
import { FilterError, quote } from './tokens.ts';

const matches = (filter: string, changes: Partial<Run>): boolean =>
  predicate(parseFilter(filter))(rowOf(exampleRun(changes)));

const sample = (name: string): Partial<Run> =>
  (cases.runs as unknown as Record<string, Partial<Run>>)[name]!;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(cases.now) });
});
afterEach(() => {
  vi.useRealTimers();
});

// The server's tests try the same cases.
describe('a filter', () => {
  test.each(cases.cases as [string, string[]][])('%j finds %j', (filter, expected) => {
    const found = Object.keys(cases.runs).filter(name => matches(filter, sample(name)));
    expect(found).toEqual(expected);
  });

  test.each(cases.mistakes as [string, number][])('%j is wrong at %d', (filter, at) => {
    let mistake: unknown;
    try {
      predicate(parseFilter(filter));
    } catch (failure) {
      mistake = failure;
    }
    expect(mistake).toBeInstanceOf(FilterError);
    expect((mistake as FilterError).at).toBe(at);
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

describe('the server', () => {
  test.each([
    ['arch = x or not (val.acc > 0.9 and dataset = digits)', true],
    ['optimizer.learningRate is null', true],
    ['best.val.loss in (1, 2)', true],
    ['params.name like x', true],
    ['dataset', false],
    ['validation.loss < 1 nightly', false],
  ])('is asked for %j: %s', (filter, expected) => {
    expect(needsServer(parseFilter(filter))).toBe(expected);
  });
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
