import { describe, expect, test } from 'vitest';
import type { RunEvent, StreamItem } from '../api/types.ts';
import { exampleRun } from './example-run.ts';
import { applyItem, mergeFetched } from './run-changes.ts';

const event = (attempt: number, body: RunEvent): StreamItem => ({
  type: 'event',
  run: exampleRun().id,
  at: '2026-01-02T03:04:05Z',
  attempt,
  seq: 1,
  event: body,
});
const epochEnded = (epoch: number, step: number, accuracy: number): RunEvent => ({
  type: 'epochEnded',
  epoch,
  step,
  seconds: 1,
  values: { 'validation.accuracy': accuracy },
});

describe('a run', () => {
  test('advances with its events, and no further when they come twice', () => {
    const once = applyItem(exampleRun(), event(1, epochEnded(2, 20, 0.5)));
    expect([once.epoch, once.step, once.values['validation.accuracy']]).toEqual([2, 20, 0.5]);
    expect(applyItem(once, event(1, epochEnded(2, 20, 0.5)))).toEqual(once);
  });

  test('keeps the later epoch where an earlier one comes late', () => {
    const run = exampleRun({ epoch: 3, step: 30, values: { 'validation.accuracy': 0.9 } });
    const late = applyItem(run, event(1, epochEnded(2, 20, 0.5)));
    expect([late.epoch, late.step, late.values['validation.accuracy']]).toEqual([3, 30, 0.9]);
  });

  test('is not changed by an attempt that has a successor', () => {
    const run = exampleRun({ attempt: 2 });
    expect(applyItem(run, event(1, epochEnded(9, 90, 1)))).toBe(run);
  });

  test('learns its length when it starts', () => {
    const started = applyItem(
      exampleRun({ steps: 0 }),
      event(1, { type: 'started', epochs: 4, stepsPerEpoch: 25, resumedFrom: 0 }),
    );
    expect([started.epochs, started.steps]).toEqual([4, 100]);
  });
});

describe('a fetched run', () => {
  test('does not take back what events told while it was on its way', () => {
    const known = exampleRun({ step: 50 });
    const merged = mergeFetched(known, exampleRun({ step: 40, worker: 'w' }));
    expect([merged.step, merged.worker]).toEqual([50, 'w']);
  });

  test('stands where the run has ended or is at a later attempt', () => {
    const known = exampleRun({ step: 50 });
    const ended = exampleRun({ step: 40, state: 'FAILED', endedAt: '2026-01-02T03:05:05Z' });
    expect(mergeFetched(known, ended)).toBe(ended);
    const later = exampleRun({ attempt: 2, step: 10 });
    expect(mergeFetched(known, later)).toBe(later);
    expect(mergeFetched(later, known)).toBe(later);
  });
});
