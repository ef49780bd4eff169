import { describe, expect, test } from 'vitest';
import type { Attempt } from '../api/types.ts';
import { RunMetrics } from './run-metrics.ts';

const attempt = (number: number, resumedFrom: number): Attempt => ({
  attempt: number,
  state: 'RUNNING',
  worker: 'w',
  resumedFrom,
  claimedAt: '2026-01-01T00:00:00Z',
});
const started = (resumedFrom: number) =>
  ({ type: 'started', epochs: 1, stepsPerEpoch: 10, resumedFrom }) as const;
const losses = (steps: number[], values: (number | 'NaN')[]) =>
  ({ type: 'metrics', epoch: 1, steps, series: { 'train.loss': values } }) as const;

function points(metrics: RunMetrics): [number, number][] {
  const { steps, values } = metrics.points('train.loss');
  return steps.map((step, index) => [step, values[index]!]);
}

describe('what a run measured', () => {
  test('takes points that come twice once', () => {
    const metrics = new RunMetrics();
    metrics.apply(1, losses([1, 2], [3, 2]));
    metrics.apply(1, losses([1, 2], [3, 2]));
    metrics.apply(1, losses([2, 3], [2, 1]));
    expect(points(metrics)).toEqual([
      [1, 3],
      [2, 2],
      [3, 1],
    ]);
  });

  test('fills a gap when its points come late', () => {
    const metrics = new RunMetrics();
    metrics.apply(1, losses([1, 4], [4, 1]));
    metrics.apply(1, losses([2, 3], [3, 2]));
    expect(points(metrics).map(([step]) => step)).toEqual([1, 2, 3, 4]);
  });

  test('drops what an attempt measured beyond the step its successor resumed from', () => {
    const metrics = new RunMetrics();
    metrics.apply(1, losses([1, 2, 3], [9, 8, 7]));
    metrics.apply(2, started(2));
    expect(points(metrics)).toEqual([
      [1, 9],
      [2, 8],
    ]);
    metrics.apply(2, losses([3], [6]));
    metrics.apply(1, losses([3, 4], [7, 7]));
    expect(points(metrics).at(-1)).toEqual([3, 6]);
  });

  test('keeps what was loaded where a live attempt goes on behind it', () => {
    const metrics = new RunMetrics();
    metrics.learn([attempt(1, 0), attempt(2, 2)]);
    metrics.take([{ name: 'train.loss', steps: [1, 2, 3], values: [9, 8, 6] }]);
    metrics.apply(2, started(2));
    metrics.apply(2, losses([3, 4], [6, 5]));
    expect(points(metrics)).toEqual([
      [1, 9],
      [2, 8],
      [3, 6],
      [4, 5],
    ]);
    metrics.apply(3, started(3));
    expect(points(metrics).map(([step]) => step)).toEqual([1, 2, 3]);
  });

  test('applies what is lost and loaded in either order alike', () => {
    const [one, two] = [new RunMetrics(), new RunMetrics()];
    const loaded = [{ name: 'train.loss', steps: [1, 2], values: [9, 8] }];
    one.take(loaded);
    one.apply(1, losses([2, 3], [8, 7]));
    two.apply(1, losses([2, 3], [8, 7]));
    two.take(loaded);
    expect(points(one)).toEqual(points(two));
  });

  test('keeps NaN as a value', () => {
    const metrics = new RunMetrics();
    metrics.apply(1, losses([1, 2], [1, 'NaN']));
    expect(points(metrics)).toEqual([
      [1, 1],
      [2, Number.NaN],
    ]);
  });

  test('prefers steps to epochs of the same name, and drops epochs that do not count', () => {
    const metrics = new RunMetrics();
    metrics.takeEpochs([
      { epoch: 1, step: 10, attempt: 1, seconds: 1, values: { 'validation.loss': 2 } },
      { epoch: 2, step: 20, attempt: 1, seconds: 1, values: { 'validation.loss': 1 } },
    ]);
    expect(metrics.isByEpoch('validation.loss')).toBe(true);
    metrics.apply(2, started(10));
    expect(metrics.points('validation.loss').steps).toEqual([10]);
  });

  test('takes metrics with hostile names', () => {
    const metrics = new RunMetrics();
    metrics.apply(
      1,
      JSON.parse('{"type":"metrics","epoch":1,"steps":[1],"series":{"__proto__":[1]}}'),
    );
    expect(metrics.names()).toEqual(['__proto__']);
    expect(metrics.points('constructor').steps).toEqual([]);
  });
});
