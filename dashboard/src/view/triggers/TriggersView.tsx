import { useSignal } from '@preact/signals';
import '../../style/triggers.css';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/triggers.ts';
import type { Trigger } from '../../api/types.ts';
import { useFresh } from '../../store/polling.ts';
import { parameter, setParameters } from '../../url/location.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { useTitle } from '../parts/title.ts';
import { AddTrigger } from './AddTrigger.tsx';
import { Decisions } from './Decisions.tsx';
import { TriggerRow } from './TriggerRow.tsx';

const FRESH_MILLIS = 3000;

export function TriggersView() {
  useTitle('Triggers');
  const triggers = useSignal<readonly Trigger[] | null>(null);
  const problem = useSignal<string | null>(null);
  const isAdding = parameter('add') !== null;
  useFresh(async () => {
    try {
      triggers.value = await api.triggers();
      problem.value = null;
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  }, FRESH_MILLIS);
  return (
    <div class="triggers-view">
      <div class="toolbar">
        <h1>Triggers</h1>
        <button
          type="button"
          class={isAdding ? '' : 'primary'}
          aria-expanded={isAdding}
          onClick={() => setParameters({ add: isAdding ? null : 'yes' })}
        >
          {isAdding ? 'Close' : 'Add a trigger'}
        </button>
      </div>
      {problem.value !== null && (
        <p class="notice" role="alert">
          The triggers could not be loaded: {problem.value}
        </p>
      )}
      {isAdding && <AddTrigger />}
      {triggers.value?.length === 0 && !isAdding && (
        <section class="empty">
          <h2>No triggers yet</h2>
          <p>
            A trigger submits a run at a time, when a folder's images change, or when a signed
            request comes. Add one here, or with <code>trainyard trigger add FILE</code>.
          </p>
        </section>
      )}
      {triggers.value !== null && triggers.value.length > 0 && (
        <ScrollBox label="Triggers">
          <table data-testid="triggers">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">When</th>
                <th scope="col">Next</th>
                <th scope="col">Fired</th>
                <th scope="col">Last decision</th>
              </tr>
            </thead>
            <tbody>
              {triggers.value.map(trigger => (
                <TriggerRow key={trigger.name} trigger={trigger} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Decisions />
    </div>
  );
}
