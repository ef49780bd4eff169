import { useComputed, useSignal } from '@preact/signals';
import { runs } from '../../store/runs.ts';
import { builtInColumns, columnOf } from '../../table/columns.ts';
import { setParameters } from '../../url/location.ts';
import { toggleColumn, writeColumns } from './column-choice.ts';

/** More metrics than one wants to tick off are found by the filter, not by a list. */
const MOST_METRICS = 60;

export function ColumnMenu({ chosen }: { chosen: readonly string[] }) {
  const isOpen = useSignal(false);
  const metrics = useComputed(() => (isOpen.value ? knownMetrics() : []));
  const keys = [
    ...builtInColumns().map(column => column.key),
    ...new Set([...metrics.value, ...chosen.filter(key => columnOf(key).look === 'value')]),
  ];
  return (
    <details
      class="popover columns"
      onToggle={event => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary class="button">Columns</summary>
      <fieldset class="popover-body">
        <legend class="visually-hidden">Columns shown</legend>
        {keys.map(key => (
          <label key={key} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={() => setParameters({ cols: writeColumns(toggleColumn(chosen, key)) })}
            />
            <bdi class="ellipsis">{columnOf(key).label}</bdi>
          </label>
        ))}
        <button type="button" class="quiet" onClick={() => setParameters({ cols: null })}>
          Show the usual columns
        </button>
      </fieldset>
    </details>
  );
}

function knownMetrics(): string[] {
  const names = new Set<string>();
  for (const row of runs.rows.value) {
    for (const name of Object.keys(row.run.values)) {
      names.add(name);
      if (names.size >= MOST_METRICS) {
        return [...names].sort();
      }
    }
  }
  return [...names].sort();
}
