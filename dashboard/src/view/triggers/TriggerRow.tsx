import type { Trigger } from '../../api/types.ts';
import { formatCount } from '../../format/numbers.ts';
import { timeOf } from '../../store/row.ts';
import { Age } from '../parts/Age.tsx';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { DecisionChip } from './DecisionChip.tsx';
import { whenText } from './when.ts';

export function TriggerRow({ trigger }: { trigger: Trigger }) {
  const last = trigger.lastDecision;
  return (
    <tr data-trigger={trigger.name}>
      <th scope="row">
        <a href={`/triggers/${encodeURIComponent(trigger.name)}`}>
          <Ellipsis text={trigger.name} />
        </a>
      </th>
      <td>
        <Ellipsis text={whenText(trigger.when)} class="wide" />
      </td>
      <td>
        <Age time={timeOf(trigger.next)} />
      </td>
      <td>{formatCount(trigger.fired)}</td>
      <td>
        {last === undefined ? (
          <span class="muted">none yet</span>
        ) : (
          <span class="decision">
            <DecisionChip kind={last.decision} /> <Ellipsis text={last.reason} class="wide" />
          </span>
        )}
      </td>
    </tr>
  );
}
