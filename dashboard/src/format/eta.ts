/** A moment and how far a run was then. */
export interface Mark {
  time: number;
  step: number;
}

/** Long enough to even out epochs' ends, short enough to follow a change of pace. */
const SPAN_MILLIS = 60_000;

/** The marks to keep once another is there: the last minute's, and the one before. */
export function remember(marks: readonly Mark[], mark: Mark): Mark[] {
  const last = marks.at(-1);
  if (last !== undefined && mark.step < last.step) {
    return [mark];
  }
  const kept = marks.filter((_, index) => {
    const next = marks[index + 1];
    return next === undefined || next.time > mark.time - SPAN_MILLIS;
  });
  // One mark a second is plenty.
  return last !== undefined && kept.length > 1 && mark.time - last.time < 1000
    ? [...kept.slice(0, -1), mark]
    : [...kept, mark];
}

/** Steps a second over the marks, or NaN while there is nothing to measure. */
export function pace(marks: readonly Mark[]): number {
  const first = marks[0];
  const last = marks.at(-1);
  if (first === undefined || last === undefined || last.time - first.time < 250) {
    return Number.NaN;
  }
  return ((last.step - first.step) / (last.time - first.time)) * 1000;
}

/** Milliseconds left, or NaN where it cannot be said. */
export function timeLeft(step: number, steps: number, stepsPerSecond: number): number {
  if (!(steps > 0) || !(stepsPerSecond > 0)) {
    return Number.NaN;
  }
  return (Math.max(0, steps - step) / stepsPerSecond) * 1000;
}
