import type { Row } from '../store/row.ts';
import { type Content, columnOf } from './columns.ts';

export interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}

/** Reads `state,-submitted`. */
export function parseSort(text: string | null): SortKey[] {
  return (text ?? '')
    .split(',')
    .filter(part => part !== '' && part !== '-')
    .map(part =>
      part.startsWith('-')
        ? { key: decodeURIComponent(part.slice(1)), descending: true }
        : { key: decodeURIComponent(part), descending: false },
    );
}

export const writeSort = (keys: readonly SortKey[]): string =>
  keys.map(({ key, descending }) => (descending ? '-' : '') + encodeURIComponent(key)).join(',');

/**
 * The keys after a click on a header: ascending, descending, none. Adding keeps the other keys and
 * what comes first.
 */
export function toggleSort(keys: readonly SortKey[], key: string, adding: boolean): SortKey[] {
  const known = keys.find(each => each.key === key);
  if (known === undefined) {
    return [...(adding ? keys : []), { key, descending: false }];
  }
  const next = known.descending ? [] : [{ key, descending: true }];
  return adding ? keys.flatMap(each => (each === known ? next : [each])) : next;
}

/** Sorted rows; equal ones stay in order, and what has no value comes last either way. */
export function sortRows(rows: readonly Row[], keys: readonly SortKey[]): readonly Row[] {
  if (keys.length === 0) {
    return rows;
  }
  const columns = keys.map(({ key, descending }) => {
    const { content } = columnOf(key);
    return { values: rows.map(row => comparable(content(row))), sign: descending ? -1 : 1 };
  });
  const order = Array.from(rows.keys());
  order.sort((a, b) => {
    for (const { values, sign } of columns) {
      const difference = compare(values[a], values[b], sign);
      if (difference !== 0) {
        return difference;
      }
    }
    return a - b;
  });
  return order.map(index => rows[index]!);
}

type Comparable = string | number | undefined;

function comparable(content: Content): Comparable {
  if (typeof content === 'number') {
    return Number.isNaN(content) ? undefined : content;
  }
  if (typeof content === 'string') {
    return content.toLowerCase();
  }
  return content?.join(', ').toLowerCase();
}

function compare(a: Comparable, b: Comparable, sign: number): number {
  if (a === b) {
    return 0;
  }
  if (a === undefined || b === undefined) {
    return a === undefined ? 1 : -1;
  }
  return a < b ? -sign : sign;
}
