import { withClause } from '../filter/clause.ts';
import { formatValue } from '../format/numbers.ts';
import type { Row } from '../store/row.ts';
import type { Column, Content } from './columns.ts';

/** The filter once the value of a cell was chosen; unchanged where the cell is empty. */
export function filterOnCell(filter: string, row: Row, column: Column): string {
  const content = column.content(row);
  const first = typeof content === 'object' ? content[0] : content;
  if (first === undefined || first === '') {
    return filter;
  }
  const [operator, value] = condition(column, first);
  return withClause(filter, column.key, operator, value);
}

function condition(column: Column, content: string | number): [string, string] {
  if (typeof content === 'string') {
    return ['=', content];
  }
  switch (column.look) {
    case 'progress':
      return ['>=', `${Math.floor(content * 100)}%`];
    case 'time':
      return ['>=', `${new Date(content).toISOString().slice(0, 16)}Z`];
    case 'span':
      return ['>=', `${Math.floor(content / 1000)}s`];
    case 'value':
      return Number.isNaN(content)
        ? ['=', 'NaN']
        : ['>=', formatValue(content).replaceAll(',', '')];
    default:
      return ['=', String(content)];
  }
}

/** What a cell says, where it is plain text. */
export function textOf(content: Content): string {
  if (content === undefined) {
    return '';
  }
  return typeof content === 'number'
    ? formatValue(content)
    : typeof content === 'string'
      ? content
      : content.join(', ');
}
