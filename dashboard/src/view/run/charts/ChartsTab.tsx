import { useComputed, useSignalEffect } from '@preact/signals';
import 'uplot/dist/uPlot.min.css';
import '../../../style/charts.css';
import { runColour } from '../../../format/colour.ts';
import { chartGroups } from '../../../metrics/groups.ts';
import { parameter } from '../../../url/location.ts';
import type { TabProps } from '../tabs.ts';
import { Chart } from './Chart.tsx';
import { ChartTools } from './ChartTools.tsx';
import { DroppedNote } from './DroppedNote.tsx';
import { readRange, writeRange } from './range.ts';

/** A hostile run may name any number of metrics. */
const MOST_CHARTS = 24;

export function ChartsTab({ detail, row }: TabProps) {
  const range = useComputed(() => readRange(parameter('range')));
  const smoothing = useComputed(() => {
    const weight = Number(parameter('smooth') ?? 0);
    return weight > 0 && weight < 1 ? weight : 0;
  });
  // Compared as text: groups change rarely, points many times a second.
  const names = useComputed(() =>
    JSON.stringify(detail.drawn.value >= 0 ? detail.metrics.names() : []),
  );
  useSignalEffect(() => {
    if (range.value !== null) {
      void detail.loadRange(range.value);
    }
  });
  const groups = chartGroups(JSON.parse(names.value) as string[]);
  return (
    <section aria-label="Charts">
      <ChartTools range={range.value} smoothing={smoothing.value} />
      <DroppedNote run={detail.id} />
      <div class="charts">
        {groups.slice(0, MOST_CHARTS).map(group => (
          <Chart
            key={`${group.key}:${group.names.join()}`}
            detail={detail}
            group={group}
            colour={runColour(row.run.id)}
            range={range}
            smoothing={smoothing}
            zoom={writeRange}
          />
        ))}
      </div>
      {groups.length > MOST_CHARTS && (
        <p class="muted">
          {groups.length - MOST_CHARTS} further metrics have no chart here; their newest values are
          columns of the runs' table.
        </p>
      )}
    </section>
  );
}
