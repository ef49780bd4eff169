import type { Run } from '../api/types.ts';

/** A run for tests, with what a test says of it. */
export function exampleRun(changes: Partial<Run> = {}): Run {
  return {
    id: '7d3f7c1e-0b1a-4c56-9d0b-2f6f3f1f8a10',
    name: 'digits',
    kind: 'train',
    architecture: 'lenet5',
    state: 'LEASED',
    cancelRequested: false,
    pauseRequested: false,
    pool: 'default',
    project: 'default',
    priority: 0,
    tags: [],
    submittedAt: '2026-01-02T03:04:05Z',
    attempt: 1,
    epoch: 0,
    epochs: 10,
    step: 0,
    steps: 100,
    values: {},
    ...changes,
  };
}
