import { useSignal } from '@preact/signals';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/triggers.ts';
import type { Decision } from '../../api/types.ts';
import { useFresh } from '../../store/polling.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { DecisionRow } from './DecisionRow.tsx';
import { mergeDecisions } from './merge-decisions.ts';

const FRESH_MILLIS = 3000;

/** The ledger, newest first: of one trigger, or of all. */
export function Decisions({ trigger }: { trigger?: string }) {
  const decisions = useSignal<readonly Decision[] | null>(null);
  const before = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);
  useFresh(async () => {
    try {
      const page = await api.decisions(trigger);
      if (decisions.value === null) {
        before.value = page.next ?? null;
      }
      decisions.value = mergeDecisions(decisions.value ?? [], page.decisions);
      problem.value = null;
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  }, FRESH_MILLIS);
  const loadOlder = async () => {
    try {
      const page = await api.decisions(trigger, before.value!);
      decisions.value = mergeDecisions(decisions.value ?? [], page.decisions);
      before.value = page.next ?? null;
    } catch (failure) {
      problem.value = messageOf(failure);
    }
  };
  return (
    <div class="decisions">
      <h2>Decisions</h2>
      {problem.value !== null && (
        <p class="notice" role="alert">
          The decisions could not be loaded: {problem.value}
        </p>
      )}
      {decisions.value?.length === 0 ? (
        <p class="muted">
          Nothing was decided yet; every occurrence leaves a line here, with its reason.
        </p>
      ) : (
        <ScrollBox label="Decisions">
          <table data-testid="decisions">
            <thead>
              <tr>
                <th scope="col">Decided</th>
                {trigger === undefined && <th scope="col">Trigger</th>}
                <th scope="col">Decision</th>
                <th scope="col">Reason</th>
                <th scope="col">Occurrence</th>
                <th scope="col">Run</th>
              </tr>
            </thead>
            <tbody>
              {decisions.value?.map(decision => (
                <DecisionRow
                  key={decision.id}
                  decision={decision}
                  namesTrigger={trigger === undefined}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {before.value !== null && (
        <button type="button" onClick={() => void loadOlder()}>
          Show older ones
        </button>
      )}
    </div>
  );
}
