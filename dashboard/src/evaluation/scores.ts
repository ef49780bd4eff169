import type { ClassScore } from '../api/types.ts';
import { numberOf } from '../api/wire-number.ts';
import type { SortKey } from '../table/sort.ts';

/** A class with what it scored. */
export interface ScoreRow {
  readonly index: number;
  readonly name: string;
  readonly images: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type ScoreColumn = 'name' | 'images' | 'precision' | 'recall' | 'f1';

export const SCORE_COLUMNS: readonly { key: ScoreColumn; label: string }[] = [
  { key: 'name', label: 'Class' },
  { key: 'images', label: 'Images' },
  { key: 'precision', label: 'Precision' },
  { key: 'recall', label: 'Recall' },
  { key: 'f1', label: 'F1' },
];

export const scoreRows = (
  perClass: readonly ClassScore[],
  classes: readonly string[],
): ScoreRow[] =>
  perClass.map((score, index) => ({
    index,
    name: classes[index] ?? `class ${index}`,
    images: score.support,
    precision: numberOf(score.precision),
    recall: numberOf(score.recall),
    f1: numberOf(score.f1),
  }));

/** Sorted by one column; equal ones, and all where no column is known, stay in the classes' order. */
export function sortedScores(rows: readonly ScoreRow[], key: SortKey | undefined): ScoreRow[] {
  const column = SCORE_COLUMNS.find(each => each.key === key?.key)?.key;
  if (key === undefined || column === undefined) {
    return [...rows];
  }
  const sign = key.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a[column], b[column]) || a.index - b.index);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' || typeof b === 'string') {
    return String(a).localeCompare(String(b), 'en', { numeric: true });
  }
  return a - b;
}
