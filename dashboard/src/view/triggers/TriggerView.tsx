import { useSignal } from '@preact/signals';
import '../../style/triggers.css';
import '../../style/run.css';
import { stringify } from 'yaml';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/triggers.ts';
import type { DryRun, Trigger } from '../../api/types.ts';
import type { ViewProps } from '../../routes.ts';
import { useFresh } from '../../store/polling.ts';
import { useTitle } from '../parts/title.ts';
import { ConfirmRemove } from './ConfirmRemove.tsx';
import { Decisions } from './Decisions.tsx';
import { DryRunReport } from './DryRunReport.tsx';
import { TriggerFacts } from './TriggerFacts.tsx';

const FRESH_MILLIS = 3000;

export function TriggerView({ argument: name }: ViewProps) {
  useTitle(name);
  const trigger = useSignal<Trigger | null>(null);
  const problem = useSignal<string | null>(null);
  const report = useSignal<DryRun | null>(null);
  const isRemoving = useSignal(false);
  useFresh(async () => {
    try {
      trigger.value = await api.trigger(name);
      problem.value = null;
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  }, FRESH_MILLIS);
  const rehearse = async () => {
    try {
      report.value = await api.dryRun(name);
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  };
  return (
    <article class="triggers-view">
      <div class="toolbar">
        <h1>
          <bdi class="break">{name}</bdi>
        </h1>
        {trigger.value !== null && (
          <div class="run-actions">
            <button type="button" onClick={() => void rehearse()}>
              Dry run
            </button>
            <button
              type="button"
              onClick={() => {
                isRemoving.value = true;
              }}
            >
              Remove
            </button>
          </div>
        )}
      </div>
      {problem.value !== null && (
        <p class="notice" role="alert">
          {problem.value}
        </p>
      )}
      {trigger.value !== null && <TriggerFacts trigger={trigger.value} />}
      {report.value !== null && <DryRunReport report={report.value} />}
      <Decisions trigger={name} />
      {trigger.value !== null && (
        <details class="card part">
          <summary>The experiment it submits</summary>
          <pre class="code">{stringify(trigger.value.spec)}</pre>
        </details>
      )}
      <ConfirmRemove name={name} open={isRemoving} />
    </article>
  );
}
