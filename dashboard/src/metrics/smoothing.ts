/**
 * A debiased exponential moving average; weight 0 leaves the values as they are. A value that is
 * not finite stays what it is and does not spoil those after it.
 */
export function smoothed(values: readonly number[], weight: number): number[] {
  let average = 0;
  let norm = 0;
  return values.map(value => {
    if (!Number.isFinite(value)) {
      return value;
    }
    average = average * weight + (1 - weight) * value;
    norm = norm * weight + (1 - weight);
    return average / norm;
  });
}
