import { formatAge, formatMoment } from '../../format/times.ts';
import { now } from '../../live/clock.ts';

/** How long ago, with the exact moment on hover. */
export function Age({ time }: { time: number }) {
  if (Number.isNaN(time)) {
    return <span class="muted">–</span>;
  }
  return (
    <time dateTime={new Date(time).toISOString()} title={formatMoment(time)}>
      {formatAge(time, now.value)}
    </time>
  );
}
