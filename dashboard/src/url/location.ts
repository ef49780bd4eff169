import { computed, signal } from '@preact/signals';

export interface Place {
  path: string;
  query: string;
}

const here = (): Place => ({ path: window.location.pathname, query: window.location.search });

/** Where the page is; everything a view remembers is in its query. */
export const place = signal<Place>(here());

export const path = computed(() => place.value.path);
const parameters = computed(() => new URLSearchParams(place.value.query));

window.addEventListener('popstate', () => {
  place.value = here();
});

export function navigate(address: string): void {
  window.history.pushState(null, '', address);
  place.value = here();
}

/** A parameter of the query, or null. */
export const parameter = (name: string): string | null => parameters.value.get(name);

export const allParameters = (name: string): string[] => parameters.value.getAll(name);

/** Changes parameters in place, without a step in the browser's history; null leaves one out. */
export function setParameters(changes: Readonly<Record<string, string | null>>): void {
  const changed = new URLSearchParams(place.peek().query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') {
      changed.delete(name);
    } else {
      changed.set(name, value);
    }
  }
  const query = changed.toString();
  const address = place.peek().path + (query === '' ? '' : `?${query}`);
  window.history.replaceState(null, '', address);
  place.value = here();
}

/** Follows plain clicks on links of this page without loading it again. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || isModified(event)) {
    return;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) {
    return;
  }
  const address = new URL(link.href);
  if (address.origin !== window.location.origin || address.pathname.startsWith('/api/')) {
    return;
  }
  if (address.hash !== '' && address.pathname === window.location.pathname) {
    return;
  }
  event.preventDefault();
  navigate(address.pathname + address.search);
}

const isModified = (event: MouseEvent): boolean =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
