import type { Attempt } from '../../../api/types.ts';
import { formatCount } from '../../../format/numbers.ts';
import { formatDuration, formatMoment } from '../../../format/times.ts';
import { now } from '../../../live/clock.ts';
import { timeOf } from '../../../store/row.ts';
import { Ellipsis } from '../../parts/Ellipsis.tsx';
import { StateChip } from '../../parts/StateChip.tsx';

/** Attempts one below the other, each on the stretch of time it took. */
export function Timeline({ attempts }: { attempts: readonly Attempt[] }) {
  const spans = attempts.map(attempt => ({
    start: timeOf(attempt.claimedAt),
    end: attempt.endedAt === undefined ? now.value : timeOf(attempt.endedAt),
  }));
  const start = Math.min(...spans.map(span => span.start));
  const whole = Math.max(1, Math.max(...spans.map(span => span.end)) - start);
  const share = (millis: number) => `${Math.max(0, Math.min(100, (millis / whole) * 100))}%`;
  return (
    <ol class="timeline" data-testid="attempts">
      {attempts.map((attempt, index) => {
        const span = spans[index]!;
        return (
          <li key={attempt.attempt} class="card" data-attempt={attempt.attempt}>
            <div class="timeline-line">
              <strong>Attempt {attempt.attempt}</strong>
              <StateChip state={attempt.state} />
              <span class="muted">on</span>
              <Ellipsis text={attempt.worker} />
              {attempt.resumedFrom > 0 && (
                <span class="muted">resumed after step {formatCount(attempt.resumedFrom)}</span>
              )}
              <span class="timeline-times">
                {formatMoment(span.start)}, {formatDuration(span.end - span.start)}
              </span>
            </div>
            <div class="timeline-track" aria-hidden="true">
              <span
                data-state={attempt.state}
                style={{
                  marginLeft: share(span.start - start),
                  width: share(span.end - span.start),
                }}
              />
            </div>
            {attempt.failureMessage !== undefined && (
              <p class="break timeline-failure">
                <code>{attempt.failureKind}</code> <bdi>{attempt.failureMessage}</bdi>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
