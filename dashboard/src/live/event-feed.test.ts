import { beforeEach, describe, expect, test } from 'vitest';
import type { StreamItem } from '../api/types.ts';
import { backoffMillis } from './backoff.ts';
import { EventFeed } from './event-feed.ts';

/** A stream that the test plays. */
class PlayedSource {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  private readonly listeners = new Map<string, (event: Event) => void>();
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  addEventListener(name: string, listener: (event: Event) => void): void {
    this.listeners.set(name, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  tell(id: string, data: string): void {
    this.listeners.get('event')!({ lastEventId: id, data } as MessageEvent<string>);
  }
}

let sources: PlayedSource[];
let waiting: { millis: number; run: () => void }[];
let heard: string[];
let feed: EventFeed;

const item = (run: string): string =>
  JSON.stringify({ type: 'event', run, attempt: 1, seq: 1, at: '', event: { type: 'log' } });
const latest = (): PlayedSource => sources.at(-1)!;

beforeEach(() => {
  sources = [];
  waiting = [];
  heard = [];
  feed = new EventFeed({
    open: address => {
      const source = new PlayedSource(address);
      sources.push(source);
      return source as unknown as EventSource;
    },
    now: () => 0,
    random: () => 0,
    after: (millis, run) => {
      const entry = { millis, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter(each => each !== entry);
      };
    },
  });
  feed.subscribe((told: StreamItem) => heard.push(told.run));
  feed.connect();
});

describe('the feed', () => {
  test('resumes after the last id it has heard and tells nothing twice', () => {
    latest().onopen!();
    latest().tell('7', item('a'));
    latest().tell('8', item('b'));
    latest().onerror!();
    waiting[0]!.run();
    expect(latest().address).toBe('/api/events?after=8');
    latest().onopen!();
    latest().tell('8', item('b'));
    latest().tell('9', item('c'));
    expect(heard).toEqual(['a', 'b', 'c']);
    expect(feed.generation.value).toBe(1);
  });

  test('asks for another load where it cannot resume, since nothing was heard yet', () => {
    latest().onopen!();
    expect(feed.generation.value).toBe(1);
    latest().onerror!();
    waiting[0]!.run();
    expect(latest().address).toBe('/api/events');
    latest().onopen!();
    expect(feed.generation.value).toBe(2);
  });

  test('comes back by itself after a refusal, ever more slowly, and says when', () => {
    for (let refusal = 0; refusal < 3; refusal++) {
      latest().onerror!();
      expect(feed.connection.value).toEqual({ state: 'lost', retryAt: waiting.at(-1)!.millis });
      waiting.shift()!.run();
    }
    expect(sources).toHaveLength(4);
    expect(sources.slice(0, 3).every(source => source.isClosed)).toBe(true);
    latest().onopen!();
    expect(feed.connection.value).toEqual({ state: 'open' });
  });

  test('holds one connection when it is asked for again', () => {
    latest().onerror!();
    feed.connect();
    expect(waiting).toHaveLength(0);
    expect(sources.filter(source => !source.isClosed)).toHaveLength(1);
  });

  test('ignores an error of a stream it has left', () => {
    const left = latest();
    feed.connect();
    left.onerror!();
    expect(waiting).toHaveLength(0);
  });

  test('goes on behind an item it cannot read', () => {
    latest().tell('1', '{');
    latest().tell('2', item('b'));
    latest().tell('', item('no id'));
    expect(heard).toEqual(['b']);
  });
});

test('the pause between tries doubles up to a quarter of a minute', () => {
  expect([1, 2, 3, 20].map(failures => backoffMillis(failures, 1))).toEqual([
    500, 1000, 2000, 15_000,
  ]);
  expect(backoffMillis(1, 0)).toBe(250);
});
