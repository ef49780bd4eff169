import { feed } from '../../live/feed.ts';

const WORDS = { connecting: 'Connecting', open: 'Live', lost: 'Offline' } as const;

export function ConnectionDot() {
  const { state } = feed.connection.value;
  return (
    <span class="connection" data-testid="connection" data-state={state}>
      <span class="dot" aria-hidden="true" />
      {WORDS[state]}
    </span>
  );
}
