import type { Attempt, Epoch, RunEvent, SeriesView, Values, WireNumber } from '../api/types.ts';
import { numberOf } from '../api/wire-number.ts';
import type { Points } from './align.ts';
import { Lineage } from './lineage.ts';
import { Series } from './series.ts';

/** Everything a run measured: what was loaded and what came since, in any order, each once. */
export class RunMetrics {
  private readonly lineage = new Lineage();
  private readonly bySteps = new Map<string, Series>();
  private readonly byEpochs = new Map<string, Series>();

  /** Takes the attempts that are known. */
  learn(attempts: readonly Attempt[]): void {
    let isNews = false;
    for (const { attempt, resumedFrom } of attempts) {
      isNews = this.lineage.learn(attempt, resumedFrom) || isNews;
    }
    if (isNews) {
      this.cut();
    }
  }

  /** Takes series as the server told them, which counts lineage already. */
  take(series: readonly SeriesView[]): void {
    for (const { name, steps, values } of series) {
      const into = of(this.bySteps, name);
      for (const [index, step] of steps.entries()) {
        into.add(this.lineage.attemptAt(step), step, numberOf(values[index]));
      }
    }
  }

  takeEpochs(epochs: readonly Epoch[]): void {
    for (const epoch of epochs) {
      this.addEpoch(epoch.attempt, epoch.step, epoch.values);
    }
  }

  /** Takes what an attempt reported; says whether there is anything new to draw. */
  apply(attempt: number, event: RunEvent): boolean {
    switch (event.type) {
      case 'started':
        if (this.lineage.learn(attempt, event.resumedFrom)) {
          this.cut();
        }
        return true;
      case 'metrics':
        this.addSteps(attempt, event.steps, event.series);
        return true;
      case 'epochEnded':
        this.addEpoch(attempt, event.step, event.values);
        return true;
      default:
        return false;
    }
  }

  /** The names of all metrics, in the order in which they were first heard of. */
  names(): string[] {
    return [...new Set([...this.bySteps.keys(), ...this.byEpochs.keys()])];
  }

  /** A metric's points: by step where it is measured every step, else by epoch. */
  points(name: string): Points {
    return this.bySteps.get(name) ?? this.byEpochs.get(name) ?? NONE;
  }

  isByEpoch(name: string): boolean {
    return !this.bySteps.has(name);
  }

  private addSteps(
    attempt: number,
    steps: readonly number[],
    series: Readonly<Record<string, readonly WireNumber[]>>,
  ): void {
    const limit = this.lineage.countsTo(attempt);
    for (const [name, values] of Object.entries(series)) {
      const into = of(this.bySteps, name);
      for (const [index, step] of steps.entries()) {
        if (step <= limit) {
          into.add(attempt, step, numberOf(values[index]));
        }
      }
    }
  }

  private addEpoch(attempt: number, step: number, values: Values): void {
    if (step > this.lineage.countsTo(attempt)) {
      return;
    }
    for (const [name, value] of Object.entries(values)) {
      of(this.byEpochs, name).add(attempt, step, numberOf(value));
    }
  }

  private cut(): void {
    for (const series of [...this.bySteps.values(), ...this.byEpochs.values()]) {
      series.cut(this.lineage);
    }
  }
}

const NONE: Points = { steps: [], values: [] };

function of(all: Map<string, Series>, name: string): Series {
  let series = all.get(name);
  if (series === undefined) {
    series = new Series();
    all.set(name, series);
  }
  return series;
}
