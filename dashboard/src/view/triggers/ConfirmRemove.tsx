import { type Signal, useSignal } from '@preact/signals';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/triggers.ts';
import { navigate } from '../../url/location.ts';
import { Dialog } from '../parts/Dialog.tsx';

export function ConfirmRemove({ name, open }: { name: string; open: Signal<boolean> }) {
  const problem = useSignal<string | null>(null);
  const close = () => {
    problem.value = null;
    open.value = false;
  };
  const remove = async () => {
    try {
      await api.remove(name);
      close();
      navigate('/triggers');
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  };
  return (
    <Dialog open={open.value} title="Remove this trigger?" close={close}>
      <p>
        <bdi class="break">{name}</bdi> fires no more. What it decided stays recorded.
      </p>
      {problem.value !== null && (
        <p class="field-problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="dialog-actions">
        <button type="button" onClick={close}>
          Keep it
        </button>
        <button type="button" class="danger" onClick={() => void remove()}>
          Remove the trigger
        </button>
      </div>
    </Dialog>
  );
}
