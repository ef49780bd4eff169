import { DEFAULT_COLUMNS } from '../../table/columns.ts';

/** Reads the columns of an address; the usual ones where it names none. */
export function readColumns(text: string | null): readonly string[] {
  const keys = (text ?? '')
    .split(',')
    .filter(key => key !== '')
    .map(decodeURIComponent);
  return keys.length === 0 ? DEFAULT_COLUMNS : [...new Set(keys)];
}

export const writeColumns = (keys: readonly string[]): string =>
  keys.map(encodeURIComponent).join(',');

/** The choice after a column was switched on or off; the last one stays. */
export function toggleColumn(chosen: readonly string[], key: string): readonly string[] {
  const others = chosen.filter(each => each !== key);
  if (others.length === chosen.length) {
    return [...chosen, key];
  }
  return others.length === 0 ? chosen : others;
}
