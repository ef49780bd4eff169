import { describe, expect, test } from 'vitest';
import type { WireNumber } from '../api/types.ts';
import { exampleRun } from '../store/example-run.ts';
import { rowOf } from '../store/row.ts';
import { parseSort, sortRows, toggleSort, writeSort } from './sort.ts';

const row = (name: string, accuracy?: WireNumber, architecture = 'lenet5') =>
  rowOf(
    exampleRun({
      id: name,
      name,
      architecture,
      values: accuracy === undefined ? {} : { 'validation.accuracy': accuracy },
    }),
  );
const sorted = (rows: ReturnType<typeof row>[], sort: string) =>
  sortRows(rows, parseSort(sort)).map(each => each.run.name);

describe('sorting', () => {
  const rows = [row('b', 0.5), row('none'), row('a', 0.9), row('nan', 'NaN'), row('c', 0.5)];

  test('keeps equal rows in order and puts what has no value last, either way', () => {
    expect(sorted(rows, 'validation.accuracy')).toEqual(['b', 'c', 'a', 'none', 'nan']);
    expect(sorted(rows, '-validation.accuracy')).toEqual(['a', 'b', 'c', 'none', 'nan']);
  });

  test('sorts by a second key where the first is equal', () => {
    const two = [row('x', 1, 'b'), row('y', 2, 'a'), row('z', 3, 'b')];
    expect(sorted(two, 'architecture,-validation.accuracy')).toEqual(['y', 'z', 'x']);
  });

  test('without a key leaves rows as they are', () => {
    expect(sortRows(rows, [])).toBe(rows);
  });
});

describe('a click on a header', () => {
  test('goes from ascending to descending to none', () => {
    const one = toggleSort([], 'name', false);
    expect(writeSort(one)).toBe('name');
    const two = toggleSort(one, 'name', false);
    expect(writeSort(two)).toBe('-name');
    expect(toggleSort(two, 'name', false)).toEqual([]);
  });

  test('adds to the others with Shift and replaces them without', () => {
    const keys = parseSort('-name');
    expect(writeSort(toggleSort(keys, 'state', true))).toBe('-name,state');
    expect(writeSort(toggleSort(keys, 'state', false))).toBe('state');
    expect(writeSort(toggleSort(parseSort('-name,state'), 'name', true))).toBe('state');
  });

  test('survives the address, also with a hostile metric name', () => {
    const keys = [{ key: 'a,b -"<', descending: true }];
    expect(parseSort(writeSort(keys))).toEqual(keys);
  });
});
