import { stringify } from 'yaml';
import type { TabProps } from './tabs.ts';

/** The complete spec, as it ran: defaults filled in. */
export function SpecTab({ detail }: TabProps) {
  const spec = detail.spec.value;
  if (spec === undefined) {
    return <p class="empty">Loading …</p>;
  }
  return (
    <section class="card" aria-label="Spec">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre class="code" tabIndex={0} data-testid="spec">
        {stringify(spec)}
      </pre>
    </section>
  );
}
