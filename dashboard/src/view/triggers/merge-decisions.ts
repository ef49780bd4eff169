import type { Decision } from '../../api/types.ts';

/** Known decisions and a page of them, newest first, each once in its newest form. */
export function mergeDecisions(known: readonly Decision[], page: readonly Decision[]): Decision[] {
  const byId = new Map(known.map(decision => [decision.id, decision]));
  for (const decision of page) {
    byId.set(decision.id, decision);
  }
  return [...byId.values()].sort((a, b) => b.id - a.id);
}
