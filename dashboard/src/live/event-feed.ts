import { signal } from '@preact/signals';
import type { StreamItem } from '../api/types.ts';
import { backoffMillis } from './backoff.ts';

export type Connection =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'lost'; retryAt: number };

/** What the feed needs of the browser, so that tests can play it. */
export interface Surroundings {
  open(address: string): EventSource;
  now(): number;
  random(): number;
  /** Calls back after a while; the result takes that back. */
  after(millis: number, callback: () => void): () => void;
}

type Listener = (item: StreamItem) => void;

/**
 * The page's only event stream. It resumes after the last id it has seen, drops what it has seen
 * already, and reconnects by itself, since EventSource gives up for good on an answer such as 503.
 */
export class EventFeed {
  readonly connection = signal<Connection>({ state: 'connecting' });

  /**
   * Rises whenever the stream begins anew rather than resumes: what was loaded before may have
   * missed something and must be loaded again. What is loaded after it rose misses nothing.
   */
  readonly generation = signal(0);

  private readonly surroundings: Surroundings;
  private readonly listeners = new Set<Listener>();
  private source: EventSource | null = null;
  private lastId: number | null = null;
  private failures = 0;
  private takeBack: () => void = () => {};

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Connects now, whatever was going on before. */
  connect(): void {
    this.close();
    const resumes = this.lastId !== null;
    const source = this.surroundings.open(
      resumes ? `/api/events?after=${this.lastId}` : '/api/events',
    );
    this.source = source;
    source.onopen = () => {
      this.failures = 0;
      this.connection.value = { state: 'open' };
      if (!resumes) {
        this.generation.value += 1;
      }
    };
    source.onerror = () => {
      if (this.source === source) {
        this.retry();
      }
    };
    const take = (message: Event) => this.take(message as MessageEvent<string>);
    source.addEventListener('state', take);
    source.addEventListener('event', take);
  }

  /** The network said that it is gone; there is no point in waiting for a time-out. */
  lose(): void {
    this.retry();
  }

  close(): void {
    this.takeBack();
    this.source?.close();
    this.source = null;
  }

  private retry(): void {
    this.close();
    this.failures += 1;
    const wait = backoffMillis(this.failures, this.surroundings.random());
    this.connection.value = { state: 'lost', retryAt: this.surroundings.now() + wait };
    this.takeBack = this.surroundings.after(wait, () => this.connect());
  }

  private take(message: MessageEvent<string>): void {
    const id = Number(message.lastEventId);
    if (message.lastEventId === '' || !Number.isSafeInteger(id)) {
      return;
    }
    if (this.lastId !== null && id <= this.lastId) {
      return;
    }
    this.lastId = id;
    const item = read(message.data);
    if (item !== null) {
      for (const listener of this.listeners) {
        listener(item);
      }
    }
  }
}

function read(text: string): StreamItem | null {
  try {
    return JSON.parse(text) as StreamItem;
  } catch {
    // Not ours; the stream goes on behind it.
    return null;
  }
}
