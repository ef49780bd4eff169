import type { WireNumber } from './types.ts';

/** The number a wire value stands for; NaN also for what is absent or no number at all. */
export function numberOf(value: WireNumber | undefined): number {
  if (typeof value === 'number') {
    return value;
  }
  switch (value) {
    case 'Infinity':
      return Number.POSITIVE_INFINITY;
    case '-Infinity':
      return Number.NEGATIVE_INFINITY;
    default:
      return Number.NaN;
  }
}
