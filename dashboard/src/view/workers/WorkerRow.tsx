import type { Worker } from '../../api/types.ts';
import { runs } from '../../store/runs.ts';
import { Age } from '../parts/Age.tsx';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { RunDot } from '../parts/RunDot.tsx';

const STATES = { alive: 'Alive', left: 'Left', lost: 'Lost' } as const;

function stateOf(worker: Worker): keyof typeof STATES {
  if (worker.alive) {
    return 'alive';
  }
  return worker.left ? 'left' : 'lost';
}

export function WorkerRow({ worker }: { worker: Worker }) {
  return (
    <tr data-worker={worker.worker}>
      <th scope="row">
        <Ellipsis text={worker.worker} />
      </th>
      <td>
        <span class="chip" data-state={stateOf(worker)}>
          <span class="chip-mark" aria-hidden="true" />
          {STATES[stateOf(worker)]}
        </span>
      </td>
      <td>
        <Ellipsis text={worker.host} />
      </td>
      <td>
        <Ellipsis text={worker.pool} />
      </td>
      <td>
        <Ellipsis text={worker.device} />
      </td>
      <td>
        {worker.running.length} / {worker.slots}
      </td>
      <td>
        {worker.running.length === 0 ? (
          <span class="muted">–</span>
        ) : (
          <ul class="files">
            {worker.running.map(id => (
              <li key={id}>
                <RunLink id={id} />
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        <Age time={Date.parse(worker.seenAt)} />
      </td>
    </tr>
  );
}

function RunLink({ id }: { id: string }) {
  // Read so that a name that is loaded later appears.
  const name = runs.rows.value.length >= 0 ? runs.row(id)?.run.name : undefined;
  return (
    <a href={`/runs/${id}`} class="run-link">
      <RunDot id={id} />
      <bdi class="ellipsis">{name ?? id.slice(0, 8)}</bdi>
    </a>
  );
}
