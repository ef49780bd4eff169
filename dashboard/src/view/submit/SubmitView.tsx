import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { stringify } from 'yaml';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/runs.ts';
import { SpecDocument } from '../../editor/document.ts';
import { runs } from '../../store/runs.ts';
import { experimentSchema, loadSchema } from '../../store/schema.ts';
import { navigate, parameter } from '../../url/location.ts';
import { checkOf, useCheck } from '../editor/use-check.ts';
import { YamlEditor } from '../editor/YamlEditor.tsx';
import { useTitle } from '../parts/title.ts';
import { draft } from './draft.ts';

export function SubmitView() {
  useTitle('Submit');
  const check = useCheck(draft.text, api.validate);
  const refusal = useSignal<string | null>(null);
  const isSending = useSignal(false);
  useEffect(() => {
    void loadSchema();
    const source = parameter('from');
    if (source !== null) {
      api.spec(source).then(
        spec => {
          draft.text.value = stringify(spec);
        },
        failure => {
          refusal.value = `The run to copy could not be loaded: ${messageOf(failure)}`;
        },
      );
    }
  }, []);
  const submit = async () => {
    isSending.value = true;
    refusal.value = null;
    const text = draft.text.peek();
    try {
      const run = await api.submit(text, draft.keyOf(text));
      draft.forget();
      runs.take([run]);
      navigate(`/runs/${run.id}`);
    } catch (failure) {
      const found = checkOf(failure, new SpecDocument(text));
      refusal.value =
        found.problems.length > 0
          ? found.problems.map(problem => `Line ${problem.line}: ${problem.message}`).join(' ')
          : messageOf(failure);
    } finally {
      isSending.value = false;
    }
  };
  return (
    <section class="submit-view" aria-labelledby="submit-title">
      <div class="toolbar">
        <h1 id="submit-title">Submit a run</h1>
        <button
          type="button"
          class="primary"
          disabled={isSending.value || check.value.state === 'invalid'}
          onClick={() => void submit()}
        >
          {isSending.value ? 'Submitting …' : 'Submit'}
        </button>
        <span class="muted">
          The same file works in a shell: <code>trainyard submit FILE</code>
        </span>
      </div>
      {refusal.value !== null && (
        <p class="notice break" role="alert">
          {refusal.value}
        </p>
      )}
      <YamlEditor
        label="Experiment, YAML"
        text={draft.text}
        schema={experimentSchema}
        check={check}
      />
    </section>
  );
}
