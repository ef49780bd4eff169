import { describe, expect, test } from 'vitest';
import { align, brokenSteps } from './align.ts';
import { bucketed } from './buckets.ts';
import { chartGroups } from './groups.ts';
import { smoothed } from './smoothing.ts';

const steps = Array.from({ length: 1000 }, (_, index) => index + 1);

describe('reducing to what pixels can show', () => {
  test('keeps every peak and every value that is not finite', () => {
    const values = steps.map(() => 1);
    values[500] = 99;
    values[700] = -99;
    values[900] = Number.NaN;
    const kept = bucketed(steps, values, 0, steps.length, 20);
    expect(kept.length).toBeLessThanOrEqual(60);
    expect(kept).toContain(500);
    expect(kept).toContain(700);
    expect(kept).toContain(900);
    expect([...kept].sort((a, b) => a - b)).toEqual(kept);
  });

  test('keeps few points as they are', () => {
    expect(bucketed(steps, steps, 10, 14, 20)).toEqual([10, 11, 12, 13]);
    expect(bucketed([], [], 0, 0, 20)).toEqual([]);
  });
});

describe('aligning series', () => {
  test('breaks a line at what is not finite and not at what was not measured', () => {
    const {
      steps: common,
      columns,
      points,
    } = align(
      [
        { steps: [1, 2, 3], values: [5, Number.NaN, 3] },
        { steps: [3], values: [1] },
      ],
      null,
      100,
    );
    expect(common).toEqual([1, 2, 3]);
    expect(columns).toEqual([
      [5, null, 3],
      [undefined, undefined, 1],
    ]);
    expect(points).toBe(3);
  });

  test('takes one point beyond either edge of the zoom', () => {
    const { steps: common } = align([{ steps, values: steps }], { from: 10, to: 12 }, 100);
    expect(common).toEqual([9, 10, 11, 12, 13]);
  });

  test('tells the steps that leave gaps', () => {
    expect(brokenSteps({ steps: [1, 2, 3], values: [1, Number.NEGATIVE_INFINITY, 2] })).toEqual([
      2,
    ]);
  });
});

describe('smoothing', () => {
  test('of weight 0 changes nothing', () => {
    expect(smoothed([3, 1, 2], 0)).toEqual([3, 1, 2]);
  });

  test('starts at the first value and goes on behind a gap', () => {
    const [first, gap, next] = smoothed([4, Number.NaN, 4], 0.9);
    expect([first, gap, next]).toEqual([4, Number.NaN, 4]);
  });
});

test('splits of a measure share a chart, and the four charts are always there', () => {
  const groups = chartGroups(['validation.loss', 'train.loss', 'custom']);
  expect(groups.map(group => group.key)).toEqual([
    'loss',
    'accuracy',
    'learningRate',
    'imagesPerSecond',
    'custom',
  ]);
  expect(groups[0]!.names).toEqual(['train.loss', 'validation.loss']);
});

test('what the machine reports is drawn by its unit', () => {
  const groups = chartGroups([
    'system.cpu',
    'system.gpu0.load',
    'system.memoryBytes',
    'system.gpu0.memoryBytes',
    'system.trainerMemoryBytes',
    'system.trainerCores',
  ]);
  expect(groups.slice(4).map(group => [group.key, group.names])).toEqual([
    ['system.load', ['system.cpu', 'system.gpu0.load']],
    [
      'system.bytes',
      ['system.memoryBytes', 'system.gpu0.memoryBytes', 'system.trainerMemoryBytes'],
    ],
    ['system.trainerCores', ['system.trainerCores']],
  ]);
});
