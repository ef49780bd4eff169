import uPlot from 'uplot';
import { formatValue } from '../../../format/numbers.ts';
import type { Aligned, StepRange } from '../../../metrics/align.ts';
import type { Line } from './lines.ts';

const HEIGHT = 210;
const MOST_DOTS = 100;

/** A uPlot of one chart: its colours from the style sheet, its zoom told to the page. */
export class Plot {
  private readonly host: HTMLElement;
  private readonly colour: number;
  private readonly zoom: (range: StepRange | null) => void;
  private readonly hover: (step: number | null) => void;
  private lines: readonly Line[];
  private plot: uPlot;
  private range: StepRange | null = null;

  constructor(
    host: HTMLElement,
    colour: number,
    lines: readonly Line[],
    zoom: (range: StepRange | null) => void,
    hover: (step: number | null) => void,
  ) {
    this.host = host;
    this.colour = colour;
    this.lines = lines;
    this.zoom = zoom;
    this.hover = hover;
    this.plot = this.make([[], ...lines.map(() => [])]);
  }

  /** Twice as many points as this can be told apart. */
  get buckets(): number {
    return Math.max(100, Math.round(this.host.clientWidth));
  }

  /** Takes other lines; the same ones change nothing. */
  follow(lines: readonly Line[]): void {
    if (JSON.stringify(lines) !== JSON.stringify(this.lines)) {
      this.lines = lines;
      this.remake([[], ...lines.map(() => [])]);
    }
  }

  draw({ steps, columns }: Aligned, range: StepRange | null): void {
    this.range = range;
    this.plot.setData([steps, ...columns] as uPlot.AlignedData);
  }

  /** A line's value at a step, or its last one. */
  valueAt(line: number, index: number | null): number | undefined {
    const column = this.plot.data[line + 1];
    if (column === undefined) {
      return undefined;
    }
    const start = index ?? column.length - 1;
    for (let at = start; at >= 0; at--) {
      const value = column[at];
      if (value !== undefined) {
        return value ?? Number.NaN;
      }
    }
    return undefined;
  }

  resize(): void {
    this.plot.setSize({ width: this.host.clientWidth, height: HEIGHT });
  }

  /** Takes the colours of another theme. */
  repaint(): void {
    this.remake(this.plot.data);
  }

  destroy(): void {
    this.plot.destroy();
  }

  private remake(data: uPlot.AlignedData): void {
    this.plot.destroy();
    this.plot = this.make(data);
  }

  private make(data: uPlot.AlignedData): uPlot {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const axis: uPlot.Axis = {
      stroke: token('--muted'),
      grid: { stroke: token('--grid'), width: 1 },
      ticks: { show: false },
      font: `11px ${token('--sans')}`,
    };
    return new uPlot(
      {
        width: this.host.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        padding: [8, 12, 0, 0],
        cursor: {
          y: false,
          drag: { x: true, y: false, setScale: false },
          points: { size: 7 },
          sync: {
            key: 'run',
            scales: ['x', null],
            // The others' pointer follows; only one of them zooms.
            filters: {
              pub: type => type === 'mousemove' || type === 'mouseleave',
              sub: () => true,
            },
          },
          bind: {
            dblclick: () => () => {
              this.zoom(null);
              return null;
            },
          },
        },
        scales: {
          x: { time: false, range: (_, low, high) => this.stepRange(low, high) },
          y: { range: (_, low, high) => valueRange(low, high) },
        },
        axes: [
          { ...axis, size: 28, values: (_, ticks) => ticks.map(formatTick) },
          { ...axis, size: 56, values: (_, ticks) => ticks.map(formatTick) },
        ],
        series: [{}, ...this.lines.map(line => this.series(line, token))],
        hooks: {
          setCursor: [plot => this.hover(plot.cursor.idx ?? null)],
          setSelect: [
            plot => {
              const { left, width } = plot.select;
              if (width > 4) {
                this.zoom({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
              }
              plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
        },
      },
      data,
      this.host,
    );
  }

  private series(line: Line, token: (name: string) => string): uPlot.Series {
    const inks = { run: `--run-${this.colour}`, text: '--text', other: '--warn' };
    const stroke = token(inks[line.ink]);
    return {
      stroke: line.isGhost ? `${stroke}55` : stroke,
      width: line.isGhost ? 1 : 1.75,
      spanGaps: false,
      points: line.hasDots ? { size: 6, fill: stroke, show: hasFewPoints } : { size: 5 },
    };
  }

  private stepRange(low: number | null, high: number | null): [number, number] {
    if (this.range !== null) {
      return [this.range.from, this.range.to];
    }
    if (low === null || high === null) {
      return [0, 1];
    }
    return low === high ? [low - 1, high + 1] : [low, high];
  }
}

/** Whether a series' points can be told apart as dots. */
const hasFewPoints = (plot: uPlot, series: number): boolean =>
  Array.from(plot.data[series]!).filter(value => typeof value === 'number').length <= MOST_DOTS;

/** Room above and below; a constant in the middle. */
function valueRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) {
    return [0, 1];
  }
  const room = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.06;
  return [low - room, high + room];
}

function formatTick(tick: number): string {
  const size = Math.abs(tick);
  return size >= 1_000_000 || (size > 0 && size < 0.001)
    ? tick.toExponential(1).replace('.0', '').replace('e+', 'e')
    : formatValue(Number(tick.toPrecision(6)));
}
