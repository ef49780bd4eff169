import { describe, expect, test } from 'vitest';
import { rowWindow, scrollTo } from './windowing.ts';

describe('the window of rows', () => {
  test('holds what can be seen and a few around it', () => {
    const { first, end } = rowWindow(3400, 340, 34, 10_000);
    expect(first).toBe(95);
    expect(end).toBe(115);
  });

  test('stays within few rows', () => {
    expect(rowWindow(0, 340, 34, 3)).toEqual({ first: 0, end: 3 });
    expect(rowWindow(0, 340, 34, 0)).toEqual({ first: 0, end: 0 });
  });

  test('shows the last rows where the scroll is beyond a list that became shorter', () => {
    const { first, end } = rowWindow(340_000, 340, 34, 20);
    expect(first).toBeLessThanOrEqual(10);
    expect(end).toBe(20);
  });

  test('ignores a scroll that bounces above the top', () => {
    expect(rowWindow(-50, 340, 34, 100).first).toBe(0);
  });
});

describe('scrolling to a row', () => {
  test('moves no further than needed', () => {
    expect(scrollTo(5, 0, 340, 34, 34)).toBe(0);
    expect(scrollTo(2, 340, 340, 34, 34)).toBe(68);
    expect(scrollTo(20, 0, 340, 34, 34)).toBe(20 * 34 + 34 + 34 - 340);
  });
});
