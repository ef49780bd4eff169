import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../../../api/runs.ts';
import { formatCount } from '../../../format/numbers.ts';

const AGAIN_MILLIS = 10_000;

/** Says that points are missing because the run reported more than it may. */
export function DroppedNote({ run }: { run: string }) {
  const volume = useSignal<api.MetricVolume | null>(null);
  useEffect(() => {
    let timer = 0;
    let isOver = false;
    const ask = async () => {
      try {
        const answer = await api.metricVolume(run);
        if (!isOver) {
          volume.value = answer;
        }
      } catch {
        // The page says elsewhere that the server is away.
      }
      if (!isOver) {
        timer = window.setTimeout(ask, AGAIN_MILLIS);
      }
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [run]);
  if (volume.value === null || volume.value.dropped === 0) {
    return null;
  }
  const { dropped, mostPoints, mostSeries } = volume.value;
  return (
    <p class="notice" role="status" data-testid="dropped-points">
      {formatCount(dropped)} points were dropped: a run may store {formatCount(mostPoints)} points
      in {formatCount(mostSeries)} series.
    </p>
  );
}
