import { signal } from '@preact/signals';
import * as api from '../api/server.ts';
import type { Schema } from '../editor/schema.ts';

/** The experiment's schema; without it an editor only lacks its help. */
export const experimentSchema = signal<Schema>({});

/** Asked for anew each time an editor opens: a worker may have announced new components. */
export async function loadSchema(): Promise<void> {
  try {
    experimentSchema.value = (await api.experimentSchema()) as Schema;
  } catch {
    // The page says elsewhere that the server is away.
  }
}
