import { useComputed, useSignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { tableAddress } from '../../api/runs.ts';
import type { Row } from '../../store/row.ts';
import { runs } from '../../store/runs.ts';
import { filterOnCell } from '../../table/cell-filter.ts';
import { type Column, columnOf } from '../../table/columns.ts';
import { parseSort, sortRows, toggleSort, writeSort } from '../../table/sort.ts';
import { parameter, setParameters } from '../../url/location.ts';
import { ConfirmCancel } from '../parts/ConfirmCancel.tsx';
import { useTitle } from '../parts/title.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { readColumns } from './column-choice.ts';
import { FilterBox } from './FilterBox.tsx';
import { NoRuns } from './NoRuns.tsx';
import { RunCount } from './RunCount.tsx';
import { RunTable } from './RunTable.tsx';
import { useFilter } from './use-filter.ts';

export function RunsView() {
  useTitle('Runs');
  const filter = useFilter();
  const sort = useComputed(() => parseSort(parameter('sort')));
  const columns = useComputed(() => readColumns(parameter('cols')).map(columnOf));
  const filtered = useComputed(() => runs.rows.value.filter(filter.predicate.value));
  const rows = useComputed(() => sortRows(filtered.value, sort.value));
  const cancelling = useSignal<Row | null>(null);
  const [actions] = useState(() => ({
    sortBy: (key: string, adding: boolean) =>
      setParameters({ sort: writeSort(toggleSort(sort.peek(), key, adding)) }),
    choose: (row: Row, column: Column) => filter.set(filterOnCell(filter.text.peek(), row, column)),
    cancel: (row: Row) => {
      cancelling.value = row;
    },
  }));
  const isEmpty = runs.rows.value.length === 0;
  const message = useMemo(() => runs.failure, []);
  return (
    <div class="runs-view">
      <div class="toolbar">
        <h1>Runs</h1>
        <FilterBox filter={filter} />
        <RunCount shown={rows.value.length} />
        <a class="button" href={tableAddress(filter.text.value, sort.value)} download="runs.csv">
          CSV
        </a>
        <ColumnMenu chosen={columns.value.map(column => column.key)} />
      </div>
      {message.value !== null && (
        <p class="notice" role="alert">
          The runs could not be loaded: {message.value}
        </p>
      )}
      {isEmpty && runs.complete.value ? (
        <NoRuns />
      ) : (
        <RunTable
          rows={rows.value}
          columns={columns.value}
          sort={sort.value}
          total={rows.value.length}
          actions={actions}
        />
      )}
      <ConfirmCancel row={cancelling} />
    </div>
  );
}
