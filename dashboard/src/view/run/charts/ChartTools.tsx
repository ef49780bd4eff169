import type { StepRange } from '../../../metrics/align.ts';
import { setParameters } from '../../../url/location.ts';
import { writeRange } from './range.ts';

interface Props {
  range: StepRange | null;
  smoothing: number;
}

/** The zoom and the smoothing of all charts, for those who do not drag a mouse, too. */
export function ChartTools({ range, smoothing }: Props) {
  const set = (part: Partial<StepRange>) => {
    const changed = { from: range?.from ?? 0, to: range?.to ?? Number.NaN, ...part };
    if (Number.isFinite(changed.from) && changed.to > changed.from) {
      writeRange(changed);
    }
  };
  return (
    <div class="chart-tools">
      <label>
        Steps from
        <input
          type="number"
          min={0}
          value={range?.from ?? ''}
          placeholder="first"
          onChange={event => set({ from: event.currentTarget.valueAsNumber || 0 })}
        />
      </label>
      <label>
        to
        <input
          type="number"
          min={1}
          value={range?.to ?? ''}
          placeholder="last"
          onChange={event => set({ to: event.currentTarget.valueAsNumber })}
        />
      </label>
      <button type="button" disabled={range === null} onClick={() => writeRange(null)}>
        All steps
      </button>
      <label class="smoothing">
        Smoothing
        <input
          type="range"
          min={0}
          max={0.98}
          step={0.02}
          value={smoothing}
          onInput={event => {
            const weight = event.currentTarget.valueAsNumber;
            setParameters({ smooth: weight === 0 ? null : String(weight) });
          }}
        />
      </label>
      <span class="muted hint">Drag over a chart to zoom, double-click for all steps.</span>
    </div>
  );
}
