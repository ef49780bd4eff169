export interface Position {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly page: number;
}

/** Where a key moves to in a grid, or null for a key that moves nowhere. */
export function moved(
  from: Position,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  size: Size,
): Position | null {
  const to = (row: number, column: number): Position => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(from.row + 1, from.column);
    case 'ArrowUp':
      return to(from.row - 1, from.column);
    case 'ArrowRight':
      return to(from.row, from.column + 1);
    case 'ArrowLeft':
      return to(from.row, from.column - 1);
    case 'PageDown':
      return to(from.row + size.page, from.column);
    case 'PageUp':
      return to(from.row - size.page, from.column);
    case 'Home':
      return ctrlKey ? to(0, 0) : to(from.row, 0);
    case 'End':
      return ctrlKey ? to(size.rows, size.columns) : to(from.row, size.columns);
    default:
      return null;
  }
}
