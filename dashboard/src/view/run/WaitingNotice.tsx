import type { Run, Waiting } from '../../api/types.ts';
import { formatAge, formatMoment } from '../../format/times.ts';
import { now } from '../../live/clock.ts';
import { isWaiting } from '../../store/row.ts';

/** What a run waits for, and when it may start. */
export function WaitingNotice({ run }: { run: Run }) {
  const { waiting } = run;
  if (waiting === undefined || !isWaiting(run)) {
    return null;
  }
  return (
    <section class="waiting" aria-label="What it waits for" data-testid="waiting">
      <p class="break">{waiting.explanation}</p>
      <p class="muted">
        <Start waiting={waiting} />
      </p>
    </section>
  );
}

function Start({ waiting }: { waiting: Waiting }) {
  const { start } = waiting;
  if (start === undefined) {
    return <>When it starts is not known: {waiting.noEstimate}.</>;
  }
  const earliest = Date.parse(start.earliest);
  if (start.latest === undefined) {
    return <>It starts {formatMoment(earliest)} at the earliest.</>;
  }
  const latest = Date.parse(start.latest);
  return (
    <span title={`${formatMoment(earliest)} – ${formatMoment(latest)}`}>
      It starts between {formatAge(earliest, now.value)} and {formatAge(latest, now.value)}, from{' '}
      {start.basis}.
    </span>
  );
}
