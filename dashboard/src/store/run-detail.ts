import { signal } from '@preact/signals';
import { messageOf } from '../api/http.ts';
import * as api from '../api/runs.ts';
import type { Attempt, Checkpoint, Evaluation, LogLine, StreamItem } from '../api/types.ts';
import type { StepRange } from '../metrics/align.ts';
import { RunMetrics } from '../metrics/run-metrics.ts';
import { isWaiting } from './row.ts';
import { runs } from './runs.ts';
import { throttled } from './throttle.ts';

/** Buckets a series is loaded with: as many as a wide chart has pixels. */
const BUCKETS = 1200;
const LOG_PAGE = 10_000;

/** Everything of one run that its page shows beyond what the list knows. */
export class RunDetail {
  readonly id: string;
  readonly attempts = signal<readonly Attempt[]>([]);
  /** Null until they are known; the matrix of a thousand classes takes a while. */
  readonly evaluations = signal<readonly Evaluation[] | null>(null);
  readonly checkpoints = signal<readonly Checkpoint[]>([]);
  readonly log = signal<readonly LogLine[]>([]);
  readonly spec = signal<unknown>(undefined);
  readonly failure = signal<string | null>(null);
  readonly loaded = signal(false);
  /** Rises with whatever there is new to draw. */
  readonly drawn = signal(0);
  readonly metrics = new RunMetrics();

  private readonly refreshLog = throttled(300, () => this.loadLog());
  /** An event says that there is a result, and not its matrix, which may be large. */
  private readonly refreshEvaluations = throttled(300, () => this.loadEvaluations());
  private readonly refreshFacts = throttled(1000, () => this.loadFacts());
  private zoom: AbortController | null = null;

  constructor(id: string) {
    this.id = id;
  }

  /** To be called again where the feed began anew; what is there already stays. */
  async load(): Promise<void> {
    try {
      runs.take([await api.run(this.id)]);
      this.learn(await api.attempts(this.id));
      const [series, epochs] = await Promise.all([
        api.metrics(this.id, BUCKETS),
        api.epochs(this.id),
      ]);
      this.metrics.take(series);
      this.metrics.takeEpochs(epochs);
      this.drawn.value += 1;
      this.failure.value = null;
      this.loaded.value = true;
      await Promise.all([
        this.loadEvaluations(),
        this.loadCheckpoints(),
        this.loadSpec(),
        this.loadLog(),
      ]);
    } catch (failure) {
      this.failure.value = messageOf(failure);
    }
  }

  /** Loads the points between two steps in full detail. */
  async loadRange(range: StepRange): Promise<void> {
    this.zoom?.abort();
    this.zoom = new AbortController();
    try {
      this.metrics.take(await api.metrics(this.id, BUCKETS, range, this.zoom.signal));
      this.drawn.value += 1;
    } catch {
      // What is there stays: coarser, but right.
    }
  }

  /** Follows the feed. */
  apply(item: StreamItem): void {
    if (item.run !== this.id) {
      return;
    }
    if (item.type === 'state') {
      this.refreshFacts();
      this.refreshEvaluations();
      return;
    }
    if (this.metrics.apply(item.attempt, item.event)) {
      this.drawn.value += 1;
    }
    if (item.event.type === 'log') {
      this.refreshLog();
    } else if (item.event.type === 'evaluated') {
      this.refreshEvaluations();
    } else if (item.event.type === 'epochEnded' || item.event.type === 'started') {
      this.refreshFacts();
    }
  }

  /**
   * Looks for what no event tells: a checkpoint is published after its epoch's end, and what a run
   * waits for changes with others.
   */
  async loadFacts(): Promise<void> {
    const run = runs.row(this.id)?.run;
    if (run !== undefined && isWaiting(run)) {
      runs.take([await api.run(this.id)]);
    }
    this.learn(await api.attempts(this.id));
    await this.loadCheckpoints();
  }

  private learn(attempts: readonly Attempt[]): void {
    this.attempts.value = attempts;
    this.metrics.learn(attempts);
  }

  private async loadEvaluations(): Promise<void> {
    this.evaluations.value = await api.evaluations(this.id);
  }

  private async loadCheckpoints(): Promise<void> {
    this.checkpoints.value = await api.checkpoints(this.id);
  }

  private async loadSpec(): Promise<void> {
    this.spec.value ??= await api.spec(this.id);
  }

  private async loadLog(): Promise<void> {
    for (;;) {
      const after = this.log.value.at(-1)?.id ?? 0;
      const lines = await api.logs(this.id, after, LOG_PAGE);
      // Another call may have been faster.
      const last = this.log.value.at(-1)?.id ?? 0;
      const newer = lines.filter(line => line.id > last);
      if (newer.length > 0) {
        this.log.value = [...this.log.value, ...newer];
      }
      if (lines.length < LOG_PAGE) {
        return;
      }
    }
  }
}
