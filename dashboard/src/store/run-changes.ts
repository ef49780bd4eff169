import type { Run, RunEvent, StreamItem } from '../api/types.ts';

/**
 * A run after something happened to it. Applying the same item twice changes nothing further, and
 * an item of an attempt that has a successor changes nothing.
 */
export function applyItem(run: Run, item: StreamItem): Run {
  if (item.attempt < run.attempt) {
    return run;
  }
  if (item.type === 'state') {
    return { ...run, state: item.state, attempt: item.attempt };
  }
  const current = item.attempt > run.attempt ? { ...run, attempt: item.attempt } : run;
  return applyEvent(current, item.event);
}

function applyEvent(run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'started':
      return {
        ...run,
        epochs: event.epochs,
        steps: event.steps ?? event.epochs * event.stepsPerEpoch,
        step: Math.max(event.resumedFrom, run.step),
      };
    case 'metrics':
      return reached(run, event.steps.at(-1) ?? 0);
    case 'epochEnded':
      return {
        ...reached(run, event.step),
        epoch: Math.max(run.epoch, event.epoch),
        values:
          event.epoch >= run.epoch
            ? { ...run.values, ...event.values }
            : { ...event.values, ...run.values },
      };
    case 'evaluated':
      return reached(run, event.step);
    case 'finished':
      return { ...reached(run, event.step), values: { ...run.values, ...event.values } };
    case 'failed':
    case 'cancelled':
      return reached(run, event.step);
    default:
      return run;
  }
}

const reached = (run: Run, step: number): Run => (step > run.step ? { ...run, step } : run);

/**
 * What is known once a run was fetched: the answer, except where events that came while it was on
 * its way are ahead of it.
 */
export function mergeFetched(known: Run | undefined, fetched: Run): Run {
  if (known === undefined || fetched.attempt > known.attempt || fetched.endedAt !== undefined) {
    return fetched;
  }
  if (fetched.attempt < known.attempt) {
    return known;
  }
  return known.step > fetched.step
    ? {
        ...fetched,
        step: known.step,
        epoch: Math.max(known.epoch, fetched.epoch),
        values: known.values,
      }
    : fetched;
}
