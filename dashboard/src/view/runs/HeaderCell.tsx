import type { Column } from '../../table/columns.ts';
import type { SortKey } from '../../table/sort.ts';

interface Props {
  column: Column;
  sort: readonly SortKey[];
  sortBy: (key: string, adding: boolean) => void;
}

export function HeaderCell({ column, sort, sortBy }: Props) {
  const rank = sort.findIndex(each => each.key === column.key);
  const mine = sort[rank];
  // Only one header may claim to be the order; a further key says so by its number.
  const ariaSort = rank === 0 ? (mine!.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={ariaSort} data-look={column.look}>
      <button
        type="button"
        title={`${column.label}: sort; with Shift, sort by it too`}
        onClick={event => sortBy(column.key, event.shiftKey)}
      >
        <bdi class="ellipsis">{column.label}</bdi>
        {mine !== undefined && (
          <span class="sort-mark" aria-hidden="true">
            {mine.descending ? '↓' : '↑'}
            {sort.length > 1 ? rank + 1 : ''}
          </span>
        )}
      </button>
    </th>
  );
}
