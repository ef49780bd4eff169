import { signal } from '@preact/signals';
import { messageOf } from '../api/http.ts';
import * as api from '../api/runs.ts';
import type { Run, StreamItem } from '../api/types.ts';
import { remember } from '../format/eta.ts';
import { type Row, rowOf } from './row.ts';
import { applyItem, mergeFetched } from './run-changes.ts';

const FIRST_PAGE = 100;
const FURTHER_PAGE = 1000;
/** Rows are sorted and drawn anew this often at most, however fast events come. */
const SHOW_MILLIS = 200;
const REFETCH_MILLIS = 100;
/** Beyond so many changed runs, a page of the newest is cheaper than one request each. */
const ONE_BY_ONE = 12;

/** All runs, kept up to date by the feed. */
export class RunList {
  readonly rows = signal<readonly Row[]>([]);
  readonly complete = signal(false);
  readonly failure = signal<string | null>(null);

  private readonly known = new Map<string, Row>();
  private readonly stale = new Set<string>();
  private loading: object | null = null;
  private shown = 0;
  private showing = false;
  private refetching = false;

  /** Loads everything, the newest first; a later call takes the place of an earlier one. */
  async load(): Promise<void> {
    const mine = {};
    this.loading = mine;
    this.complete.value = false;
    try {
      let page = await api.runPage(FIRST_PAGE);
      while (this.loading === mine) {
        this.failure.value = null;
        this.take(page.runs);
        if (page.next === undefined) {
          this.complete.value = true;
          break;
        }
        page = await api.runPage(FURTHER_PAGE, page.next);
      }
    } catch (failure) {
      if (this.loading === mine) {
        this.failure.value = messageOf(failure);
      }
    }
  }

  row(id: string): Row | undefined {
    return this.known.get(id);
  }

  /** Follows the feed. */
  apply(item: StreamItem): void {
    const row = this.known.get(item.run);
    if (row === undefined) {
      this.markStale(item.run);
      return;
    }
    const run = applyItem(row.run, item);
    if (run !== row.run) {
      const marks =
        run.step === row.run.step
          ? row.marks
          : remember(row.marks, { time: Date.parse(item.at), step: run.step });
      this.known.set(run.id, rowOf(run, marks));
      this.show();
    }
    if (item.type === 'state') {
      // The state alone does not say who, since when and why.
      this.markStale(item.run);
    }
  }

  take(runs: readonly Run[]): void {
    for (const run of runs) {
      const known = this.known.get(run.id);
      this.known.set(run.id, rowOf(mergeFetched(known?.run, run), known?.marks));
    }
    this.show();
  }

  private show(): void {
    if (this.showing) {
      return;
    }
    this.showing = true;
    const wait = Math.max(0, this.shown + SHOW_MILLIS - performance.now());
    const draw = () => {
      this.showing = false;
      this.shown = performance.now();
      this.rows.value = [...this.known.values()].sort((a, b) => b.submitted - a.submitted);
    };
    if (wait === 0) {
      draw();
    } else {
      setTimeout(draw, wait);
    }
  }

  private markStale(id: string): void {
    this.stale.add(id);
    if (!this.refetching) {
      this.refetching = true;
      setTimeout(() => void this.refetch(), REFETCH_MILLIS);
    }
  }

  private async refetch(): Promise<void> {
    try {
      while (this.stale.size > 0) {
        const ids = [...this.stale];
        this.stale.clear();
        await this.fetch(ids);
      }
    } catch {
      // The feed tells of a lost connection, and everything is loaded again where it cannot resume.
    } finally {
      this.refetching = false;
    }
  }

  private async fetch(ids: readonly string[]): Promise<void> {
    const missing = new Set(ids);
    if (ids.length > ONE_BY_ONE) {
      const page = await api.runPage(FURTHER_PAGE);
      this.take(page.runs);
      for (const run of page.runs) {
        missing.delete(run.id);
      }
    }
    for (const id of missing) {
      this.take([await api.run(id)]);
    }
  }
}
