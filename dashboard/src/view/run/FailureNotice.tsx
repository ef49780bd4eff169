import type { Run } from '../../api/types.ts';

/** What a failure's kind means for the user; the message says the rest. */
const MEANINGS: Readonly<Record<string, string>> = {
  SPEC_INVALID: 'The spec names something the worker cannot run.',
  DATA_MISSING: 'A path of the dataset is absent or holds no images.',
  DATA_FORBIDDEN: "A path of the dataset lies outside the worker's data roots.",
  DATA_UNREADABLE: 'Too many images cannot be read.',
  FETCH_FAILED: 'A file of the network could not be fetched, or is not what its checksum says.',
  WEIGHTS_INVALID: 'The weights file is damaged or does not fit the network.',
  DIVERGED: 'The loss became NaN or infinite.',
  TIME_LIMIT: 'An attempt ran longer than the spec allows.',
  DEPENDENCY_FAILED: 'A run that had to succeed first did not.',
  OUT_OF_MEMORY: 'Memory ran out.',
  TRAINER_CRASHED: 'The trainer process ended without a result.',
  INTERNAL: 'An error in Trainyard itself.',
  WORKER_LOST: 'The worker stopped answering.',
};

export function FailureNotice({ run }: { run: Run }) {
  if (run.failure === undefined || run.state === 'SUCCEEDED') {
    return null;
  }
  const { kind, message } = run.failure;
  return (
    <section class="failure" aria-label="Why it failed" data-testid="failure">
      <p>
        <strong>{Object.hasOwn(MEANINGS, kind) ? MEANINGS[kind] : kind}</strong> <code>{kind}</code>
      </p>
      <p class="break failure-message">
        <bdi>{message}</bdi>
      </p>
    </section>
  );
}
