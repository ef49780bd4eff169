import { useSignal } from '@preact/signals';
import { isOver, type Row } from '../../store/row.ts';
import { ConfirmCancel } from '../parts/ConfirmCancel.tsx';
import { Progress } from '../parts/Progress.tsx';
import { RunDot } from '../parts/RunDot.tsx';
import { StateChip } from '../parts/StateChip.tsx';

export function RunHeader({ row }: { row: Row }) {
  const { run } = row;
  const cancelling = useSignal<Row | null>(null);
  const isStopping = run.cancelRequested && !isOver(run);
  const isPausing = run.pauseRequested && run.state === 'LEASED';
  return (
    <header class="run-header">
      <div class="run-title">
        <RunDot id={run.id} />
        <h1>
          <bdi class="break">{run.name}</bdi>
        </h1>
        <span data-testid="run-state">
          <StateChip state={run.state} stopping={isStopping || isPausing} />
        </span>
      </div>
      <div class="run-progress" data-testid="run-progress">
        <Progress row={row} />
      </div>
      <div class="run-actions">
        <a class="button" href={`/submit?from=${run.id}`}>
          Submit a copy
        </a>
        {!isOver(run) && (
          <button
            type="button"
            disabled={isStopping}
            onClick={() => {
              cancelling.value = row;
            }}
          >
            {isStopping ? 'Stopping …' : 'Cancel'}
          </button>
        )}
      </div>
      <ConfirmCancel row={cancelling} />
    </header>
  );
}
