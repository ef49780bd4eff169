import { ApiProblem, get, send } from './http.ts';
import type { Session, Worker } from './types.ts';

export const workers = (): Promise<Worker[]> => get('/api/workers');
export const experimentSchema = (): Promise<unknown> => get('/api/schemas/experiment');

/** A server without sessions asks for no token. */
export async function session(): Promise<Session> {
  try {
    return await get<Session>('/api/session');
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) {
      return { tokenNeeded: false, signedIn: false };
    }
    throw problem;
  }
}

/** Exchanges the token for a cookie that scripts cannot read. */
export async function signIn(token: string): Promise<void> {
  await send('/api/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
}

export async function signOut(): Promise<void> {
  await send('/api/session', { method: 'DELETE' });
}
