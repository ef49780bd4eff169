import type { Run } from '../api/types.ts';
import { numberOf } from '../api/wire-number.ts';
import type { Mark } from '../format/eta.ts';

/** A run with what is computed of it once rather than at every comparison. */
export interface Row {
  readonly run: Run;
  readonly submitted: number;
  readonly started: number;
  readonly ended: number;
  /** Lower case: what plain words are looked for in. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

export function rowOf(run: Run, marks: readonly Mark[] = []): Row {
  return {
    run,
    submitted: Date.parse(run.submittedAt),
    started: timeOf(run.startedAt),
    ended: timeOf(run.endedAt),
    text: [run.name, run.id, run.architecture, run.kind, run.state, run.worker ?? '', ...run.tags]
      .join('\n')
      .toLowerCase(),
    marks,
  };
}

export const timeOf = (instant: string | undefined): number =>
  instant === undefined ? Number.NaN : Date.parse(instant);

/** How much of a run is done, 0..1; NaN while its length is unknown. */
export function progressOf(run: Run): number {
  if (run.state === 'SUCCEEDED') {
    return 1;
  }
  return run.steps > 0 ? Math.min(1, run.step / run.steps) : Number.NaN;
}

export const metricOf = (run: Run, metric: string): number | undefined =>
  Object.hasOwn(run.values, metric) ? numberOf(run.values[metric]) : undefined;

export const isWaiting = (run: Run): boolean => !isOver(run) && run.state !== 'LEASED';

export const isOver = (run: Run): boolean =>
  run.state === 'SUCCEEDED' || run.state === 'FAILED' || run.state === 'CANCELLED';
