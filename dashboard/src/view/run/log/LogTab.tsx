import { useComputed } from '@preact/signals';
import { formatCount } from '../../../format/numbers.ts';
import { parameter, setParameters } from '../../../url/location.ts';
import type { TabProps } from '../tabs.ts';
import { LogLines } from './LogLines.tsx';
import { LEVELS, logRows } from './log-rows.ts';

export function LogTab({ detail }: TabProps) {
  const level = parameter('level') ?? 'info';
  const search = parameter('search') ?? '';
  const rows = useComputed(() =>
    logRows(detail.log.value, parameter('level') ?? 'info', parameter('search') ?? ''),
  );
  return (
    <section class="log" aria-label="Log">
      <div class="chart-tools">
        <label>
          Level
          <select
            value={level}
            onChange={event => setParameters({ level: event.currentTarget.value })}
          >
            {LEVELS.map(each => (
              <option key={each.key} value={each.key}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Search
          <input
            type="search"
            value={search}
            autocomplete="off"
            onInput={event => setParameters({ search: event.currentTarget.value })}
          />
        </label>
        <span class="muted" role="status">
          {formatCount(rows.value.length)} {rows.value.length === 1 ? 'line' : 'lines'}
        </span>
      </div>
      {rows.value.length === 0 ? (
        <p class="empty">
          {detail.log.value.length === 0 ? 'Nothing was logged yet.' : 'No line matches.'}
        </p>
      ) : (
        <LogLines rows={rows.value} />
      )}
    </section>
  );
}
