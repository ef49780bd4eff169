import { get, send } from './http.ts';
import type { DecisionPage, DryRun, Trigger } from './types.ts';

const YAML = { 'Content-Type': 'application/yaml' };

export const triggers = (): Promise<Trigger[]> => get('/api/triggers');
export const trigger = (name: string): Promise<Trigger> => get(address(name));
export const dryRun = (name: string): Promise<DryRun> => get(`${address(name)}/dry-run`);

export function decisions(name?: string, before?: string): Promise<DecisionPage> {
  const query = new URLSearchParams({ limit: '100' });
  if (name !== undefined) {
    query.set('trigger', name);
  }
  if (before !== undefined) {
    query.set('before', before);
  }
  return get(`/api/decisions?${query}`);
}

export async function add(definition: string): Promise<Trigger> {
  const response = await send('/api/triggers', { method: 'POST', headers: YAML, body: definition });
  return (await response.json()) as Trigger;
}

/** What a definition that is stored nowhere would do. */
export async function rehearse(definition: string, signal?: AbortSignal): Promise<DryRun> {
  const response = await send('/api/triggers/dry-run', {
    method: 'POST',
    headers: YAML,
    body: definition,
    ...(signal ? { signal } : {}),
  });
  return (await response.json()) as DryRun;
}

export async function remove(name: string): Promise<void> {
  await send(address(name), { method: 'DELETE' });
}

function address(name: string): string {
  return `/api/triggers/${encodeURIComponent(name)}`;
}
