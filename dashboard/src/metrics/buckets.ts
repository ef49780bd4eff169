/**
 * The indices to draw of a range of points: all where there are few, else of each bucket of equal
 * step width its lowest and highest value, and one that is not finite, so that neither a peak nor a
 * gap is lost. Ascending.
 */
export function bucketed(
  steps: readonly number[],
  values: readonly number[],
  from: number,
  end: number,
  buckets: number,
): number[] {
  if (end - from <= buckets * 2) {
    return Array.from({ length: end - from }, (_, offset) => from + offset);
  }
  const first = steps[from]!;
  const width = (steps[end - 1]! - first) / buckets;
  const kept: number[] = [];
  let index = from;
  for (let bucket = 0; bucket < buckets && index < end; bucket++) {
    const limit = bucket === buckets - 1 ? Number.POSITIVE_INFINITY : first + (bucket + 1) * width;
    let low = -1;
    let high = -1;
    let broken = -1;
    for (; index < end && steps[index]! < limit; index++) {
      const value = values[index]!;
      if (!Number.isFinite(value)) {
        broken = index;
        continue;
      }
      if (low < 0 || value < values[low]!) {
        low = index;
      }
      if (high < 0 || value > values[high]!) {
        high = index;
      }
    }
    const found = [...new Set([low, high, broken])].filter(each => each >= 0);
    kept.push(...found.sort((a, b) => a - b));
  }
  return kept;
}
