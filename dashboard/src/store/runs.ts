import { effect } from '@preact/signals';
import { feed } from '../live/feed.ts';
import { RunList } from './run-list.ts';

/** The one list of runs of this page. */
export const runs = new RunList();

/** Loads the list for a quick first look, and in full once the feed is sure to miss nothing. */
export function followRuns(): void {
  feed.subscribe(item => runs.apply(item));
  void runs.load();
  effect(() => {
    if (feed.generation.value > 0) {
      void runs.load();
    }
  });
}
