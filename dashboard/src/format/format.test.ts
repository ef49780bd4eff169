import { describe, expect, test } from 'vitest';
import { numberOf } from '../api/wire-number.ts';
import { RUN_COLOURS, runColour } from './colour.ts';
import { pace, remember, timeLeft } from './eta.ts';
import { formatBytes, formatShare, formatValue } from './numbers.ts';
import { formatAge, formatDuration, formatMoment, millisOfDuration } from './times.ts';

describe('numbers', () => {
  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [0, '0'],
    [0.98055555, '0.9806'],
    [1234, '1,234'],
    [0.00000609, '6.09e-6'],
    [12_345_678.9, '1.23e+7'],
    [-0.5, '-0.5'],
  ])('%s reads %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  test('the wire says what JSON cannot', () => {
    expect(numberOf('NaN')).toBeNaN();
    expect(numberOf('-Infinity')).toBe(Number.NEGATIVE_INFINITY);
    expect(numberOf(undefined)).toBeNaN();
    expect(numberOf(2)).toBe(2);
  });

  test('shares and sizes', () => {
    expect(formatShare(0.5)).toBe('50.0\u00a0%');
    expect(formatShare(0 / 0)).toBe('–');
    expect(formatBytes(1023)).toBe('1023 B');
    expect(formatBytes(44_426 * 4)).toBe('173.5 KiB');
  });
});

describe('times', () => {
  test.each([
    [2_700, '2.7s'],
    [59_400, '59s'],
    [192_000, '3m 12s'],
    [3_600_000, '1h 0m'],
    [90_000_000, '1d 1h'],
    [Number.NaN, '–'],
    [-1, '–'],
  ])('%d ms last %s', (millis, text) => {
    expect(formatDuration(millis)).toBe(text);
  });

  test('ages go both ways', () => {
    expect(formatAge(0, 1000)).toBe('now');
    expect(formatAge(0, 120_000)).toBe('2m ago');
    expect(formatAge(7_200_000, 0)).toBe('in 2h');
    expect(formatMoment(Number.NaN)).toBe('–');
  });

  test('ISO durations', () => {
    expect(millisOfDuration('PT1H30M')).toBe(5_400_000);
    expect(millisOfDuration('P1DT0.5S')).toBe(86_400_500);
    expect(millisOfDuration('soon')).toBeNaN();
  });
});

describe('the time left', () => {
  test('follows the pace of the last minute, not the mean since the start', () => {
    let marks = remember([], { time: 0, step: 0 });
    for (let second = 1; second <= 300; second++) {
      // Ten steps a second, and one a second after four minutes.
      const step = second <= 240 ? second * 10 : 2400 + (second - 240);
      marks = remember(marks, { time: second * 1000, step });
    }
    expect(pace(marks)).toBeCloseTo(1, 1);
    expect(marks.length).toBeLessThan(70);
  });

  test('begins anew where an attempt begins again at an earlier step', () => {
    expect(remember([{ time: 0, step: 90 }], { time: 1000, step: 10 })).toEqual([
      { time: 1000, step: 10 },
    ]);
  });

  test('is unknown without pace or length', () => {
    expect(timeLeft(10, 100, 9)).toBe(10_000);
    expect(timeLeft(10, 0, 9)).toBeNaN();
    expect(timeLeft(10, 100, Number.NaN)).toBeNaN();
    expect(timeLeft(10, 100, 0)).toBeNaN();
    expect(timeLeft(120, 100, 1)).toBe(0);
    expect(pace([{ time: 5, step: 5 }])).toBeNaN();
  });
});

test('a run has one colour, and all colours are used', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `run-${index}`);
  expect(runColour(ids[7]!)).toBe(runColour(ids[7]!));
  expect(new Set(ids.map(runColour)).size).toBe(RUN_COLOURS);
});
