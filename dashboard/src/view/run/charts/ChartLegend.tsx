import { formatValue } from '../../../format/numbers.ts';
import type { Line } from './lines.ts';

export type LegendEntry = Line & { readonly value: number | undefined };

/** Names the lines with their last value, or the value under the pointer. */
export function ChartLegend({
  entries,
  colour,
}: {
  entries: readonly LegendEntry[];
  colour: number;
}) {
  return (
    <ul class="legend">
      {entries.map(entry => (
        <li key={entry.name}>
          <span
            class="legend-key"
            data-ink={entry.ink}
            data-colour={entry.ink === 'run' ? colour : undefined}
            aria-hidden="true"
          />
          <bdi class="ellipsis" title={entry.label}>
            {entry.label}
          </bdi>
          <span class="legend-value">
            {entry.value === undefined ? '–' : formatValue(entry.value)}
          </span>
        </li>
      ))}
    </ul>
  );
}
