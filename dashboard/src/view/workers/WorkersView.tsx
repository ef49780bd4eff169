import { useSignal } from '@preact/signals';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/server.ts';
import type { Worker } from '../../api/types.ts';
import { useFresh } from '../../store/polling.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { useTitle } from '../parts/title.ts';
import { WorkerRow } from './WorkerRow.tsx';

const FRESH_MILLIS = 3000;

export function WorkersView() {
  useTitle('Workers');
  const workers = useSignal<readonly Worker[] | null>(null);
  const problem = useSignal<string | null>(null);
  useFresh(async () => {
    try {
      workers.value = await api.workers();
      problem.value = null;
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  }, FRESH_MILLIS);
  const alive = workers.value?.filter(worker => worker.alive) ?? [];
  const slots = alive.reduce((sum, worker) => sum + worker.slots, 0);
  const busy = alive.reduce((sum, worker) => sum + worker.running.length, 0);
  return (
    <div>
      <div class="toolbar">
        <h1>Workers</h1>
        <p class="count">
          {alive.length} alive, {busy} of {slots} slots busy
        </p>
      </div>
      {problem.value !== null && (
        <p class="notice" role="alert">
          The workers could not be loaded: {problem.value}
        </p>
      )}
      {workers.value?.length === 0 ? (
        <section class="empty">
          <h2>No workers yet</h2>
          <p>
            Start one with <code>trainyard worker</code>; runs wait until there is one in their
            pool.
          </p>
        </section>
      ) : (
        <ScrollBox label="Workers">
          <table data-testid="workers">
            <thead>
              <tr>
                <th scope="col">Worker</th>
                <th scope="col">State</th>
                <th scope="col">Host</th>
                <th scope="col">Pool</th>
                <th scope="col">Device</th>
                <th scope="col">Slots</th>
                <th scope="col">Runs</th>
                <th scope="col">Last heard</th>
              </tr>
            </thead>
            <tbody>
              {workers.value?.map(worker => (
                <WorkerRow key={worker.worker} worker={worker} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </div>
  );
}
