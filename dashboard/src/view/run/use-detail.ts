import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { feed } from '../../live/feed.ts';
import { isOver } from '../../store/row.ts';
import { RunDetail } from '../../store/run-detail.ts';
import { runs } from '../../store/runs.ts';

const FACTS_MILLIS = 5000;

/** A run's details: loaded, followed, and loaded again where the feed began anew. */
export function useDetail(id: string): RunDetail {
  const [detail] = useState(() => new RunDetail(id));
  useEffect(() => feed.subscribe(item => detail.apply(item)), [detail]);
  useSignalEffect(() => {
    if (feed.generation.value >= 0) {
      void detail.load();
    }
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const run = runs.row(id)?.run;
      if (run !== undefined && !isOver(run) && document.visibilityState === 'visible') {
        void detail.loadFacts().catch(() => {});
      }
    }, FACTS_MILLIS);
    return () => clearInterval(timer);
  }, [detail, id]);
  return detail;
}
