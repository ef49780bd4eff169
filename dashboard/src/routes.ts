import type { ComponentType } from 'preact';
import { lazy } from './view/lazy.tsx';
import { RunsView } from './view/runs/RunsView.tsx';

export interface ViewProps {
  /** What stands in the place of the route's parameter. */
  readonly argument: string;
}

export interface Route {
  readonly pattern: RegExp;
  /** Its word in the navigation, where it has one. */
  readonly label?: string;
  readonly address: string;
  readonly view: ComponentType<ViewProps>;
}

/** One line a view. All but the first are loaded when they are first wanted. */
export const ROUTES: readonly Route[] = [
  { pattern: /^\/$/, label: 'Runs', address: '/', view: RunsView },
  {
    pattern: /^\/runs\/([^/]+)$/,
    address: '/runs/',
    view: lazy(async () => (await import('./view/run/RunView.tsx')).RunView),
  },
  {
    pattern: /^\/workers$/,
    label: 'Workers',
    address: '/workers',
    view: lazy(async () => (await import('./view/workers/WorkersView.tsx')).WorkersView),
  },
  {
    pattern: /^\/triggers$/,
    label: 'Triggers',
    address: '/triggers',
    view: lazy(async () => (await import('./view/triggers/TriggersView.tsx')).TriggersView),
  },
  {
    pattern: /^\/triggers\/([^/]+)$/,
    address: '/triggers/',
    view: lazy(async () => (await import('./view/triggers/TriggerView.tsx')).TriggerView),
  },
  {
    pattern: /^\/submit$/,
    label: 'Submit',
    address: '/submit',
    view: lazy(async () => (await import('./view/submit/SubmitView.tsx')).SubmitView),
  },
];

export function match(path: string): { route: Route; argument: string } | null {
  for (const route of ROUTES) {
    const found = route.pattern.exec(path);
    if (found !== null) {
      return { route, argument: decoded(found[1] ?? '') };
    }
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
