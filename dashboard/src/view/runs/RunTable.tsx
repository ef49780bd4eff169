import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from '../../store/row.ts';
import type { Column } from '../../table/columns.ts';
import type { SortKey } from '../../table/sort.ts';
import { rowWindow, scrollTo } from '../../table/windowing.ts';
import { moved } from './grid-keys.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { RunRow } from './RunRow.tsx';

/** As the style sheet has it. */
export const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 34;
const ACTIONS_WIDTH = 84;

export interface TableActions {
  sortBy(key: string, adding: boolean): void;
  choose(row: Row, column: Column): void;
  cancel(row: Row): void;
}

interface Props {
  rows: readonly Row[];
  columns: readonly Column[];
  sort: readonly SortKey[];
  total: number;
  actions: TableActions;
}

/** Thousands of runs, some forty in the document: rows of one height make windowing a division. */
export function RunTable({ rows, columns, sort, total, actions }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(800);
  const active = useSignal({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const shown = useComputed(() => Math.floor(top.value / ROW_HEIGHT));
  const range = rowWindow(shown.value * ROW_HEIGHT, height.value, ROW_HEIGHT, rows.length);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      height.value = box.current?.clientHeight ?? 0;
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (wantsFocus.current) {
      wantsFocus.current = false;
      box.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus();
    }
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]');
    if (cell === null || event.target !== cell) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      (cell.querySelector<HTMLElement>('a, button') ?? cell).click();
      return;
    }
    const page = Math.max(1, Math.floor(height.peek() / ROW_HEIGHT) - 2);
    const next = moved(active.peek(), event, {
      rows: rows.length,
      columns: columns.length + 1,
      page,
    });
    if (next !== null) {
      event.preventDefault();
      const scroller = box.current!;
      scroller.scrollTop = scrollTo(
        next.row,
        scroller.scrollTop,
        scroller.clientHeight,
        ROW_HEIGHT,
        HEADER_HEIGHT,
      );
      top.value = scroller.scrollTop;
      active.value = next;
      wantsFocus.current = true;
    }
  };

  const onFocusIn = (event: FocusEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]');
    if (cell !== null) {
      active.value = {
        row: Number(cell.parentElement?.dataset.index),
        column: Number(cell.dataset.column),
      };
    }
  };

  // The cell that the Tab key reaches must be in the document.
  const activeRow = Math.min(
    Math.max(active.value.row, range.first),
    Math.max(range.first, range.end - 1),
  );
  const width = columns.reduce((sum, column) => sum + column.width, ACTIONS_WIDTH);
  return (
    <div
      class="table-box"
      ref={box}
      onScroll={event => {
        top.value = event.currentTarget.scrollTop;
      }}
    >
      <table
        role="grid"
        class="runs"
        aria-label="Runs"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        style={{
          minWidth: `${width}px`,
          // Stands for the rows that are not in the document.
          marginTop: `${range.first * ROW_HEIGHT}px`,
          marginBottom: `${(rows.length - range.end) * ROW_HEIGHT}px`,
        }}
        onKeyDown={onKeyDown}
        onFocusIn={onFocusIn}
      >
        <colgroup>
          {columns.map(column => (
            <col key={column.key} style={{ width: `${column.width}px` }} />
          ))}
          <col style={{ width: `${ACTIONS_WIDTH}px` }} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(column => (
              <HeaderCell key={column.key} column={column} sort={sort} sortBy={actions.sortBy} />
            ))}
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(range.first, range.end).map((row, offset) => (
            <RunRow
              key={row.run.id}
              row={row}
              index={range.first + offset}
              columns={columns}
              activeColumn={range.first + offset === activeRow ? active.value.column : -1}
              actions={actions}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="empty">No run matches.</p>}
    </div>
  );
}
