import { describe, expect, test } from 'vitest';
import { bars } from './reliability.ts';
import { scoreRows, sortedScores } from './scores.ts';

const scores = scoreRows(
  [
    { precision: 1, recall: 0.5, f1: 0.66, support: 4 },
    { precision: 0, recall: 0, f1: 0, support: 4 },
    { precision: 0.5, recall: 'NaN', f1: 0.9, support: 20 },
  ],
  ['class 10', 'class 2'],
);
const names = (key: string, descending = false) =>
  sortedScores(scores, { key, descending }).map(row => row.name);

describe('scores of classes', () => {
  test('are sorted by any column, equal ones in the order of the classes', () => {
    expect(names('f1')).toEqual(['class 2', 'class 10', 'class 2']);
    expect(sortedScores(scores, { key: 'f1', descending: true }).map(row => row.index)).toEqual([
      2, 0, 1,
    ]);
    expect(sortedScores(scores, { key: 'images', descending: true }).map(row => row.index)).toEqual(
      [2, 0, 1],
    );
  });

  test('sort names as people count', () => {
    expect(names('name')).toEqual(['class 2', 'class 2', 'class 10']);
  });

  test('keep their order where the address names no column of theirs', () => {
    expect(sortedScores(scores, { key: 'toString', descending: false })).toEqual(scores);
    expect(sortedScores(scores, undefined)).toEqual(scores);
  });
});

describe('a reliability diagram', () => {
  test('has a bar for each bin that holds images', () => {
    const found = bars([
      { images: 0, confidence: 0, accuracy: 0 },
      { images: 3, confidence: 0.6, accuracy: 0.25 },
      { images: 2, confidence: 'NaN', accuracy: 0.5 },
      { images: 5, confidence: 0.9, accuracy: 1 },
    ]);
    expect(found.map(bar => [bar.from, bar.to])).toEqual([
      [0.25, 0.5],
      [0.75, 1],
    ]);
    expect(found[1]).toMatchObject({ images: 5, accuracy: 1, confidence: 0.9 });
  });
});
