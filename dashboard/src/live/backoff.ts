const FIRST_MILLIS = 500;
const LONGEST_MILLIS = 15_000;

/** How long to wait before trying again, drawn from the upper half of a doubling span. */
export function backoffMillis(failures: number, random: number): number {
  const span = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.max(0, failures - 1));
  return Math.round(span * (0.5 + random / 2));
}
