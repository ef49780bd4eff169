import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatValue } from '../../../format/numbers.ts';
import { align, brokenSteps, type StepRange } from '../../../metrics/align.ts';
import type { ChartGroup } from '../../../metrics/groups.ts';
import type { RunDetail } from '../../../store/run-detail.ts';
import { isDark } from '../../../store/theme.ts';
import { BrokenNote } from './BrokenNote.tsx';
import { ChartLegend, type LegendEntry } from './ChartLegend.tsx';
import { type Line, linesOf, pointsOf } from './lines.ts';
import { Plot } from './plot.ts';

interface Props {
  detail: RunDetail;
  group: ChartGroup;
  colour: number;
  range: ReadonlySignal<StepRange | null>;
  smoothing: ReadonlySignal<number>;
  zoom: (range: StepRange | null) => void;
}

/** A measure by step; drawn once a frame at most, however many points arrive. */
export function Chart({ detail, group, colour, range, smoothing, zoom }: Props) {
  const figure = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const frame = useRef(0);
  const legend = useSignal<readonly LegendEntry[]>([]);
  const broken = useSignal<readonly number[]>([]);
  const points = useSignal(0);

  const draw = () => {
    frame.current = 0;
    if (figure.current === null || host.current === null) {
      return;
    }
    const lines = linesOf(group, detail.metrics, smoothing.peek());
    plot.current ??= new Plot(host.current, colour, lines, zoom, step => show(lines, step));
    plot.current.follow(lines);
    const series = lines.map(line => pointsOf(line, detail.metrics));
    const aligned = align(series, range.peek(), plot.current.buckets);
    plot.current.draw(aligned, range.peek());
    figure.current.dataset.points = String(aligned.points);
    points.value = aligned.points;
    broken.value = series.filter((_, index) => !lines[index]!.isGhost).flatMap(brokenSteps);
    show(lines, null);
  };
  const show = (lines: readonly Line[], step: number | null) => {
    legend.value = lines
      .filter(line => !line.isGhost)
      .map(line => ({ ...line, value: plot.current?.valueAt(lines.indexOf(line), step) }));
  };
  const ask = () => {
    frame.current ||= requestAnimationFrame(draw);
  };

  useSignalEffect(() => {
    // Whatever of these changes is a reason to draw.
    void [detail.drawn.value, range.value, smoothing.value];
    ask();
  });
  useSignalEffect(() => {
    void isDark();
    plot.current?.repaint();
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      plot.current?.resize();
      ask();
    });
    observer.observe(host.current!);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);

  const latest = legend.value.map(
    entry => `${entry.label} ${formatValue(entry.value ?? Number.NaN)}`,
  );
  return (
    <figure
      class="chart card"
      ref={figure}
      data-chart={group.key}
      data-points="0"
      aria-label={group.title}
    >
      <figcaption>
        <h2 class="ellipsis" title={group.title}>
          {group.title}
        </h2>
        <ChartLegend entries={legend.value} colour={colour} />
      </figcaption>
      <div class="plot-box">
        <div
          class="plot"
          ref={host}
          role="img"
          aria-label={`${group.title} by step; ${points.value === 0 ? 'nothing measured yet' : `last: ${latest.join(', ')}`}`}
        />
        {points.value === 0 && (
          <p class="plot-empty">{detail.loaded.value ? 'Nothing measured yet' : 'Loading …'}</p>
        )}
      </div>
      <BrokenNote steps={broken.value} />
    </figure>
  );
}
