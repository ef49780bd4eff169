import { bucketed } from './buckets.ts';
import { lowerBound } from './series.ts';

/** Points by step, ascending. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export interface Aligned {
  readonly steps: number[];
  /**
   * A column a series: a number, null for a value that is not finite (the line breaks there), or
   * undefined where the series was not measured at that step (the line goes on).
   */
  readonly columns: (number | null | undefined)[][];
  /** Numbers among them: what is plotted. */
  readonly points: number;
}

/** Brings series onto common steps, each reduced to what so many pixels can show. */
export function align(
  series: readonly Points[],
  range: StepRange | null,
  buckets: number,
): Aligned {
  const picked = series.map(each => pick(each, range, buckets));
  const steps = [...new Set(picked.flatMap(each => each.map(point => point.step)))];
  steps.sort((a, b) => a - b);
  const positions = new Map(steps.map((step, index) => [step, index]));
  let points = 0;
  const columns = picked.map(each => {
    const column: (number | null | undefined)[] = new Array(steps.length).fill(undefined);
    for (const { step, value } of each) {
      const isNumber = Number.isFinite(value);
      points += isNumber ? 1 : 0;
      column[positions.get(step)!] = isNumber ? value : null;
    }
    return column;
  });
  return { steps, columns, points };
}

function pick(
  { steps, values }: Points,
  range: StepRange | null,
  buckets: number,
): { step: number; value: number }[] {
  // One point beyond either edge lets the line run out of the picture.
  const from = range === null ? 0 : Math.max(0, lowerBound(steps, range.from) - 1);
  const end =
    range === null ? steps.length : Math.min(steps.length, lowerBound(steps, range.to) + 2);
  return bucketed(steps, values, from, end, buckets).map(index => ({
    step: steps[index]!,
    value: values[index]!,
  }));
}

/** The steps at which a series is not a finite number. */
export const brokenSteps = ({ steps, values }: Points): number[] =>
  steps.filter((_, index) => !Number.isFinite(values[index]!));
