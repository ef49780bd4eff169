import type { Row } from '../../store/row.ts';
import { isOver } from '../../store/row.ts';
import type { Column } from '../../table/columns.ts';
import { CellContent } from './CellContent.tsx';
import type { TableActions } from './RunTable.tsx';

interface Props {
  row: Row;
  index: number;
  columns: readonly Column[];
  /** The column whose cell the Tab key reaches, or -1 where it is in another row. */
  activeColumn: number;
  actions: TableActions;
}

export function RunRow({ row, index, columns, activeColumn, actions }: Props) {
  const { run } = row;
  const choose = (event: MouseEvent, column: Column) => {
    const isOnLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (!isOnLink && window.getSelection()?.isCollapsed !== false) {
      actions.choose(row, column);
    }
  };
  return (
    <tr aria-rowindex={index + 2} data-index={index} data-run={run.id} data-state={run.state}>
      {columns.map((column, position) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the table turns Enter into a click
        <td
          key={column.key}
          role="gridcell"
          tabIndex={position === activeColumn ? 0 : -1}
          data-column={position}
          data-key={column.key}
          data-look={column.look}
          onClick={event => choose(event, column)}
        >
          <CellContent row={row} column={column} />
        </td>
      ))}
      <td
        role="gridcell"
        tabIndex={columns.length === activeColumn ? 0 : -1}
        data-column={columns.length}
        data-look="actions"
      >
        {!isOver(run) && !run.cancelRequested && (
          <button
            type="button"
            tabIndex={-1}
            class="quiet small"
            aria-label={`Cancel ${run.name}`}
            onClick={() => actions.cancel(row)}
          >
            Cancel
          </button>
        )}
      </td>
    </tr>
  );
}
