import { describe, expect, test } from 'vitest';
import { cellAt, classScores, mistakes, picture, shares, total } from './matrix.ts';

const matrix = [
  [8, 2],
  [0, 0],
];

describe('a confusion matrix', () => {
  test('counts its images, and shares within a true class', () => {
    expect(total(matrix)).toBe(10);
    expect(shares(matrix)).toEqual([
      [0.8, 0.2],
      [0, 0],
    ]);
  });

  test('scores classes, and has no score where there is nothing to score', () => {
    const [first, second] = classScores(matrix);
    expect([first!.precision, first!.recall]).toEqual([1, 0.8]);
    expect(first!.f1).toBeCloseTo(16 / 18);
    expect(second!.recall).toBeNaN();
    expect(second!.precision).toBe(0);
  });

  test('names its most frequent mistakes', () => {
    expect(
      mistakes(
        [
          [1, 3],
          [5, 1],
        ],
        1,
      ),
    ).toEqual([{ truth: 1, predicted: 0, count: 5 }]);
  });

  test('of one class has neither mistakes nor trouble', () => {
    expect(mistakes([[4]], 5)).toEqual([]);
    expect([...picture(shares([[4]]), 2)]).toEqual([1, 1, 1, 1]);
  });

  test('loses no confusion where classes outnumber pixels', () => {
    const many = Array.from({ length: 1000 }, () => new Array<number>(1000).fill(0));
    many[777]![3] = 0.5;
    const pixels = picture(many, 300);
    expect(pixels.some(share => share === 0.5)).toBe(true);
  });

  test('finds the cell under the pointer, also at its edge', () => {
    expect(cellAt(0.99, 0, 10)).toEqual({ truth: 0, predicted: 9 });
    expect(cellAt(1, 1.2, 10)).toEqual({ truth: 9, predicted: 9 });
  });
});
