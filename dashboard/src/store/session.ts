import { effect, signal } from '@preact/signals';
import { whenUnauthorized } from '../api/http.ts';
import * as api from '../api/server.ts';
import type { Session } from '../api/types.ts';
import { feed } from '../live/feed.ts';

/** Whether the server asks for a token and has it; null while that is unknown. */
export const session = signal<Session | null>(null);

whenUnauthorized(() => {
  session.value = { tokenNeeded: true, signedIn: false };
});

effect(() => {
  // A stream that is refused says no more than one that broke: the session may have ended.
  if (feed.connection.value.state === 'lost' && session.peek() !== null) {
    api.session().then(
      answer => {
        session.value = answer;
      },
      () => {},
    );
  }
});

/** Asks again while there is no answer: the page must find back by itself. */
export async function askForSession(): Promise<void> {
  try {
    session.value = await api.session();
  } catch {
    setTimeout(() => void askForSession(), 3000);
  }
}

export async function signIn(token: string): Promise<void> {
  await api.signIn(token);
  session.value = { tokenNeeded: true, signedIn: true };
  feed.connect();
}

export async function signOut(): Promise<void> {
  await api.signOut();
  window.location.assign('/');
}
