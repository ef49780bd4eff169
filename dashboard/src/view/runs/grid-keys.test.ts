import { expect, test } from 'vitest';
import { moved } from './grid-keys.ts';

const size = { rows: 100, columns: 5, page: 20 };
const press = (key: string, row = 50, column = 2, ctrlKey = false) =>
  moved({ row, column }, { key, ctrlKey }, size);

test('arrows move a cell and stop at the edges', () => {
  expect(press('ArrowDown')).toEqual({ row: 51, column: 2 });
  expect(press('ArrowUp', 0)).toEqual({ row: 0, column: 2 });
  expect(press('ArrowRight', 0, 4)).toEqual({ row: 0, column: 4 });
});

test('pages and ends go far', () => {
  expect(press('PageDown', 90)).toEqual({ row: 99, column: 2 });
  expect(press('Home')).toEqual({ row: 50, column: 0 });
  expect(press('End', 50, 2, true)).toEqual({ row: 99, column: 4 });
});

test('other keys are left alone', () => {
  expect(press('a')).toBeNull();
});
