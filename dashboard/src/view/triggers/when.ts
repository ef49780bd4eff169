import type { Trigger } from '../../api/types.ts';

/** A trigger's condition in one line: its kind, then its parameters' values. */
export function whenText({ kind, ...parameters }: Trigger['when']): string {
  const values = Object.entries(parameters).map(
    ([name, value]) =>
      `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return [kind, ...values].join(', ');
}
