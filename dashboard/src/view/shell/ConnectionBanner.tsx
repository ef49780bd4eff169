import { now } from '../../live/clock.ts';
import { feed } from '../../live/feed.ts';

/** Says that what is shown may be old, and what happens next. */
export function ConnectionBanner() {
  const connection = feed.connection.value;
  return (
    <div role="status" class="banner-place">
      {connection.state === 'lost' && (
        <div class="banner" data-testid="connection-banner">
          <p>
            <strong>The connection to the server is lost.</strong> What you see may be old; it goes
            on where it stopped as soon as the server answers.
          </p>
          <NextTry at={connection.retryAt} />
          <button type="button" onClick={() => feed.connect()}>
            Try now
          </button>
        </div>
      )}
    </div>
  );
}

/** Hidden from readers of the screen, which would else say every second. */
function NextTry({ at }: { at: number }) {
  const seconds = Math.max(0, Math.ceil((at - now.value) / 1000));
  return (
    <span class="muted" aria-hidden="true">
      {seconds === 0 ? 'trying …' : `next try in ${seconds}s`}
    </span>
  );
}
