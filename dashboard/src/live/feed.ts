import { EventFeed } from './event-feed.ts';

/** The one feed of this page. */
export const feed = new EventFeed({
  open: address => new EventSource(address),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (millis, callback) => {
    const timer = setTimeout(callback, millis);
    return () => clearTimeout(timer);
  },
});

/** Connects, and follows what the browser says of the network. */
export function startFeed(): void {
  window.addEventListener('offline', () => feed.lose());
  window.addEventListener('online', () => feed.connect());
  feed.connect();
}
