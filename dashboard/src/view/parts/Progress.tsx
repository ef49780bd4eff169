import { pace, timeLeft } from '../../format/eta.ts';
import { formatDuration } from '../../format/times.ts';
import { now } from '../../live/clock.ts';
import type { Row } from '../../store/row.ts';
import { isOver, progressOf } from '../../store/row.ts';

/** A bar, its percentage, and when it will be over. */
export function Progress({ row }: { row: Row }) {
  const { run } = row;
  const share = progressOf(run);
  if (Number.isNaN(share)) {
    return <span class="muted">{run.state === 'LEASED' ? 'starting …' : ''}</span>;
  }
  const percent = Math.floor(share * 100);
  return (
    <span class="progress">
      <progress
        max={100}
        value={percent}
        data-state={run.state}
        aria-label={`Progress of ${run.name}`}
      />
      <span class="progress-percent">{percent} %</span>
      {run.state === 'LEASED' && <TimeLeft row={row} />}
    </span>
  );
}

function TimeLeft({ row }: { row: Row }) {
  const left = timeLeft(row.run.step, row.run.steps, paceOf(row, now.value));
  return Number.isNaN(left) ? null : (
    <span class="progress-left" title="time left, by the pace of the last minute">
      {formatDuration(left)}
    </span>
  );
}

/** Steps a second: of the last minute, or since the start while nothing was heard yet. */
export function paceOf(row: Row, time: number): number {
  const recent = pace(row.marks);
  if (!Number.isNaN(recent) && recent > 0) {
    return recent;
  }
  if (isOver(row.run) || Number.isNaN(row.started) || row.run.attempt > 1) {
    return Number.NaN;
  }
  return pace([
    { time: row.started, step: 0 },
    { time, step: row.run.step },
  ]);
}
