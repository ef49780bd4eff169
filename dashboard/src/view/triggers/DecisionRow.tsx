import type { Decision } from '../../api/types.ts';
import { formatCount } from '../../format/numbers.ts';
import { timeOf } from '../../store/row.ts';
import { Age } from '../parts/Age.tsx';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { RunDot } from '../parts/RunDot.tsx';
import { DecisionChip } from './DecisionChip.tsx';

export function DecisionRow({
  decision,
  namesTrigger,
}: {
  decision: Decision;
  namesTrigger: boolean;
}) {
  return (
    <tr data-decision={decision.id}>
      <td>
        <Age time={timeOf(decision.decidedAt)} />
      </td>
      {namesTrigger && (
        <td>
          <a href={`/triggers/${encodeURIComponent(decision.trigger)}`}>
            <Ellipsis text={decision.trigger} />
          </a>
        </td>
      )}
      <td>
        <DecisionChip kind={decision.decision} />
        {decision.count > 1 && <span class="muted"> ×{formatCount(decision.count)}</span>}
      </td>
      <td class="reason">
        <bdi class="break">{decision.reason}</bdi>
      </td>
      <td>
        <Ellipsis text={decision.occurrence} class="wide" />
      </td>
      <td>
        {decision.run === undefined ? (
          <span class="muted">–</span>
        ) : (
          <a href={`/runs/${decision.run}`} class="run-link">
            <RunDot id={decision.run} />
            <code>{decision.run.slice(0, 8)}</code>
          </a>
        )}
      </td>
    </tr>
  );
}
