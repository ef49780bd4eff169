import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/runs.ts';
import type { Row } from '../../store/row.ts';
import { runs } from '../../store/runs.ts';
import { Dialog } from './Dialog.tsx';

/** Asks before a run is cancelled, since nothing brings it back. */
export function ConfirmCancel({ row }: { row: Signal<Row | null> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const run = row.value?.run;
  const close = () => {
    setProblem(null);
    row.value = null;
  };
  const cancel = async () => {
    try {
      runs.take([await api.cancel(run!.id)]);
      close();
    } catch (failure) {
      setProblem(messageOf(failure));
    }
  };
  return (
    <Dialog open={run !== undefined} title="Cancel this run?" close={close}>
      <p>
        <bdi class="break">{run?.name}</bdi> stops at its next step and keeps the checkpoints it
        has. A cancelled run cannot go on later.
      </p>
      {problem !== null && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" onClick={close}>
          Keep it running
        </button>
        <button type="button" class="danger" onClick={() => void cancel()}>
          Cancel the run
        </button>
      </div>
    </Dialog>
  );
}
