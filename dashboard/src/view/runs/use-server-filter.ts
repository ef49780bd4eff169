import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { messageOf } from '../../api/http.ts';
import * as api from '../../api/runs.ts';

/** Nothing is asked while somebody types, and runs change in the meantime. */
const TYPING_MILLIS = 250;
const AGAIN_MILLIS = 10_000;

export interface Found {
  readonly ids: ReadonlySet<string>;
  readonly problem: string | null;
}

const NOTHING: Found = { ids: new Set(), problem: null };

/** The runs that the server finds for a filter; asked again every few seconds. Null asks nothing. */
export function useServerFilter(filter: ReadonlySignal<string | null>): ReadonlySignal<Found> {
  const found = useSignal(NOTHING);
  useSignalEffect(() => {
    const text = filter.value;
    if (text === null) {
      return;
    }
    let timer = 0;
    let isOver = false;
    const ask = async () => {
      const answer = await search(text);
      if (!isOver) {
        found.value = answer.problem === null ? answer : { ...found.peek(), ...answer };
        timer = window.setTimeout(ask, AGAIN_MILLIS);
      }
    };
    timer = window.setTimeout(ask, TYPING_MILLIS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });
  return found;
}

async function search(filter: string): Promise<Found> {
  const ids = new Set<string>();
  try {
    let cursor: string | undefined;
    do {
      const page = await api.searchPage(filter, cursor);
      for (const run of page.runs) {
        ids.add(run.id);
      }
      cursor = page.next;
    } while (cursor !== undefined);
    return { ids, problem: null };
  } catch (failure) {
    return { ids, problem: messageOf(failure) };
  }
}
