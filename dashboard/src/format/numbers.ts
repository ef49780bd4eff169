const grouped = new Intl.NumberFormat('en');

/** A measured value in four digits, never in more room than a cell has. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    return value.toExponential(2);
  }
  return Number.isInteger(value) ? grouped.format(value) : String(Number(value.toPrecision(4)));
}

export const formatCount = (count: number): string => grouped.format(count);

export function formatShare(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)}\u00a0%` : '–';
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`;
}
