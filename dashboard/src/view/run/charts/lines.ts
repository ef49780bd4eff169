import type { Points } from '../../../metrics/align.ts';
import { type ChartGroup, splitOf } from '../../../metrics/groups.ts';
import type { RunMetrics } from '../../../metrics/run-metrics.ts';
import { smoothed } from '../../../metrics/smoothing.ts';

/** A line of a chart: what of, in which ink. */
export interface Line {
  readonly name: string;
  readonly label: string;
  /** The run's colour; the text's colour with dots for what is measured once an epoch. */
  readonly ink: 'run' | 'text' | 'other';
  readonly weight: number;
  /** The raw values behind a smoothed line. */
  readonly isGhost: boolean;
  readonly hasDots: boolean;
}

export function linesOf(group: ChartGroup, metrics: RunMetrics, smoothing: number): Line[] {
  return group.names.flatMap(name => {
    const split = splitOf(name);
    const hasDots = metrics.isByEpoch(name);
    const ink = split === 'validation' ? 'text' : split === 'test' ? 'other' : 'run';
    const line: Line = { name, label: split ?? name, ink, weight: 0, isGhost: false, hasDots };
    // What the schedule sets is no measurement: nothing there is noise.
    if (smoothing === 0 || hasDots || name === 'learningRate') {
      return [line];
    }
    return [
      { ...line, isGhost: true },
      { ...line, weight: smoothing },
    ];
  });
}

export function pointsOf(line: Line, metrics: RunMetrics): Points {
  const points = metrics.points(line.name);
  return line.weight === 0
    ? points
    : { steps: points.steps, values: smoothed(points.values, line.weight) };
}
