import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { feed } from '../live/feed.ts';
import { throttled } from './throttle.ts';

/**
 * Keeps something fresh that the feed does not tell: asked for at once, after every change of a
 * run's state, and every few seconds while the page can be seen.
 */
export function useFresh(load: () => Promise<void>, millis: number): void {
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const ask = throttled(150, () => latest.current());
    void latest.current().catch(() => {});
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        ask();
      }
    }, millis);
    const leave = feed.subscribe(item => {
      if (item.type === 'state') {
        ask();
      }
    });
    return () => {
      clearInterval(timer);
      leave();
    };
  }, [millis]);
  useSignalEffect(() => {
    if (feed.generation.value > 1) {
      void latest.current().catch(() => {});
    }
  });
}
