const WORDS: Readonly<Record<string, string>> = {
  PENDING: 'Pending',
  QUEUED: 'Queued',
  LEASED: 'Running',
  RETRY_WAIT: 'Retry soon',
  PAUSED: 'Paused',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  CLAIMED: 'Claimed',
  RUNNING: 'Running',
  LOST: 'Lost',
  RELEASED: 'Given back',
  PREEMPTED: 'Preempted',
};

/** A run's or an attempt's state: a word and a shape, since colour alone says nothing to many. */
export function StateChip({ state, stopping = false }: { state: string; stopping?: boolean }) {
  return (
    <span class="chip" data-state={state}>
      <span class="chip-mark" aria-hidden="true" />
      {stopping ? 'Stopping' : (WORDS[state] ?? state)}
    </span>
  );
}
