import type { DecisionKind } from '../../api/types.ts';

const WORDS: Readonly<Record<DecisionKind, string>> = {
  WAITING: 'Waiting',
  FIRED: 'Fired',
  COALESCED: 'Coalesced',
  SUPPRESSED: 'Suppressed',
  REFUSED: 'Refused',
};

export function DecisionChip({ kind }: { kind: DecisionKind }) {
  return (
    <span class="chip" data-state={kind}>
      <span class="chip-mark" aria-hidden="true" />
      {WORDS[kind] ?? kind}
    </span>
  );
}
