import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/triggers.ts';
import type { DryRun, Trigger } from '../../api/types.ts';
import { triggerSchema } from '../../editor/trigger-schema.ts';
import { experimentSchema, loadSchema } from '../../store/schema.ts';
import { navigate } from '../../url/location.ts';
import { useCheck } from '../editor/use-check.ts';
import { YamlEditor } from '../editor/YamlEditor.tsx';
import { DryRunReport } from './DryRunReport.tsx';
import { EXAMPLE_TRIGGER } from './example.ts';
import { SecretOnce } from './SecretOnce.tsx';

export function AddTrigger() {
  const text = useSignal(EXAMPLE_TRIGGER);
  const schema = useComputed(() => triggerSchema(experimentSchema.value));
  const rehearsal = useSignal<DryRun | null>(null);
  const refusal = useSignal<string | null>(null);
  const added = useSignal<Trigger | null>(null);
  const check = useCheck(text, async (checked, signal) => {
    rehearsal.value = null;
    rehearsal.value = await api.rehearse(checked, signal);
  });
  useEffect(() => void loadSchema(), []);
  const add = async () => {
    refusal.value = null;
    try {
      const trigger = await api.add(text.peek());
      if (trigger.secret === undefined) {
        navigate(`/triggers/${encodeURIComponent(trigger.name)}`);
      } else {
        added.value = trigger;
      }
    } catch (failure) {
      refusal.value = messageOf(failure);
    }
  };
  if (added.value !== null) {
    return <SecretOnce trigger={added.value} />;
  }
  return (
    <section class="add-trigger" aria-label="Add a trigger">
      {refusal.value !== null && (
        <p class="notice break" role="alert">
          {refusal.value}
        </p>
      )}
      <YamlEditor label="Trigger, YAML" text={text} schema={schema} check={check} />
      {rehearsal.value !== null && <DryRunReport report={rehearsal.value} />}
      <p>
        <button
          type="button"
          class="primary"
          disabled={check.value.state === 'invalid'}
          onClick={() => void add()}
        >
          Add this trigger
        </button>
      </p>
    </section>
  );
}
