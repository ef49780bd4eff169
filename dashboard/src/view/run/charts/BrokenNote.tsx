import { formatCount } from '../../../format/numbers.ts';

/** Says where a line has gaps because the values are no finite numbers. */
export function BrokenNote({ steps }: { steps: readonly number[] }) {
  if (steps.length === 0) {
    return null;
  }
  const first = formatCount(steps[0]!);
  return (
    <p class="chart-note" data-testid="not-finite">
      {steps.length === 1
        ? `The value at step ${first} is NaN or infinite and leaves a gap.`
        : `${formatCount(steps.length)} values, the first at step ${first}, are NaN or infinite and leave gaps.`}
    </p>
  );
}
