import { formatCount } from '../../format/numbers.ts';
import { runs } from '../../store/runs.ts';

export function RunCount({ shown }: { shown: number }) {
  const loaded = runs.rows.value.length;
  const whole = shown === loaded ? '' : ` of ${formatCount(loaded)}`;
  return (
    <p class="count" role="status" data-testid="run-count">
      {formatCount(shown)}
      {whole} {loaded === 1 ? 'run' : 'runs'}
      {!runs.complete.value && runs.failure.value === null && ', loading more …'}
    </p>
  );
}
