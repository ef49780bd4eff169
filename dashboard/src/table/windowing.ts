/** Rows in the document around what can be seen, so that a quick scroll finds them there. */
const SPARE = 5;

export interface RowWindow {
  readonly first: number;
  /** One beyond the last. */
  readonly end: number;
}

/** The rows to put into the document. */
export function rowWindow(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): RowWindow {
  const visible = Math.ceil(height / rowHeight);
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const first = Math.max(0, Math.min(top, count - visible) - SPARE);
  return { first, end: Math.min(count, Math.max(first, top + visible + SPARE)) };
}

/** Where to scroll so that a row can be seen whole, below a header that stays. */
export function scrollTo(
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
  header: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) {
    return top;
  }
  const bottom = top + rowHeight + header;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}
