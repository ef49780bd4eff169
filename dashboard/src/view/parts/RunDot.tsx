import { runColour } from '../../format/colour.ts';

/** A run's colour, the same in tables and charts. */
export function RunDot({ id }: { id: string }) {
  return <span class="run-dot" data-colour={runColour(id)} aria-hidden="true" />;
}
