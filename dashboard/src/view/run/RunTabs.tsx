import { place } from '../../url/location.ts';
import { TABS } from './tabs.ts';

/** Links, so that a tab has an address and the browser's own keys. */
export function RunTabs({ current }: { current: string }) {
  return (
    <nav class="tabs" aria-label="Parts of this run">
      {TABS.map(tab => (
        <a
          key={tab.key}
          href={`${place.value.path}${addressOf(tab.key)}`}
          aria-current={tab.key === current ? 'page' : undefined}
        >
          {tab.label}
        </a>
      ))}
    </nav>
  );
}

function addressOf(tab: string): string {
  const query = new URLSearchParams(place.value.query);
  if (tab === TABS[0].key) {
    query.delete('tab');
  } else {
    query.set('tab', tab);
  }
  return query.size === 0 ? '' : `?${query}`;
}
