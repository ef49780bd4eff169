import type { Trigger } from '../../api/types.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatDuration, millisOfDuration } from '../../format/times.ts';
import { timeOf } from '../../store/row.ts';
import { Age } from '../parts/Age.tsx';

export function TriggerFacts({ trigger }: { trigger: Trigger }) {
  const { kind, ...parameters } = trigger.when;
  return (
    <dl class="facts">
      <div>
        <dt>Kind</dt>
        <dd>{kind}</dd>
      </div>
      {Object.entries(parameters).map(([name, value]) => (
        <div key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>
            <bdi class="break">{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
          </dd>
        </div>
      ))}
      <div>
        <dt>Next</dt>
        <dd>
          <Age time={timeOf(trigger.next)} />
        </dd>
      </div>
      <div>
        <dt>Debounce</dt>
        <dd>{span(trigger.debounce)}</dd>
      </div>
      <div>
        <dt>Cooldown</dt>
        <dd>{span(trigger.cooldown)}</dd>
      </div>
      <div>
        <dt>Fired</dt>
        <dd>{formatCount(trigger.fired)}</dd>
      </div>
      <div>
        <dt>Added</dt>
        <dd>
          <Age time={timeOf(trigger.createdAt)} />
        </dd>
      </div>
    </dl>
  );
}

function span(duration: string): string {
  const millis = millisOfDuration(duration);
  return millis === 0 ? 'none' : Number.isNaN(millis) ? duration : formatDuration(millis);
}
