import { bucketed } from './buckets.ts';
import type { Lineage } from './lineage.ts';

/** Beyond so many points a series keeps each bucket's low and high only. */
const MOST_POINTS = 60_000;
const KEPT_BUCKETS = 10_000;

/** One metric by step, ascending, each step once; NaN and infinities are values like others. */
export class Series {
  private xs: number[] = [];
  private ys: number[] = [];
  private attempts: number[] = [];

  get steps(): readonly number[] {
    return this.xs;
  }

  get values(): readonly number[] {
    return this.ys;
  }

  /** Adds a point; of two attempts' points at a step the later attempt's stays. */
  add(attempt: number, step: number, value: number): void {
    const last = this.xs.at(-1);
    if (last === undefined || step > last) {
      this.insert(this.xs.length, attempt, step, value);
      this.thin();
      return;
    }
    const index = lowerBound(this.xs, step);
    if (this.xs[index] !== step) {
      this.insert(index, attempt, step, value);
    } else if (attempt >= this.attempts[index]!) {
      this.ys[index] = value;
      this.attempts[index] = attempt;
    }
  }

  /** Drops what attempts measured beyond the step that a later one resumed from. */
  cut(lineage: Lineage): void {
    const limits = new Map<number, number>();
    const kept: number[] = [];
    for (const [index, step] of this.xs.entries()) {
      const attempt = this.attempts[index]!;
      const limit = limits.get(attempt) ?? lineage.countsTo(attempt);
      limits.set(attempt, limit);
      if (step <= limit) {
        kept.push(index);
      }
    }
    if (kept.length < this.xs.length) {
      this.keep(kept);
    }
  }

  private insert(index: number, attempt: number, step: number, value: number): void {
    this.xs.splice(index, 0, step);
    this.ys.splice(index, 0, value);
    this.attempts.splice(index, 0, attempt);
  }

  private thin(): void {
    if (this.xs.length > MOST_POINTS) {
      this.keep(bucketed(this.xs, this.ys, 0, this.xs.length, KEPT_BUCKETS));
    }
  }

  private keep(indices: readonly number[]): void {
    this.xs = indices.map(index => this.xs[index]!);
    this.ys = indices.map(index => this.ys[index]!);
    this.attempts = indices.map(index => this.attempts[index]!);
  }
}

/** The first index whose step is not below the given one. */
export function lowerBound(steps: readonly number[], step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
