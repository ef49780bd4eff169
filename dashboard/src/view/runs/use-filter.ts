import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { messageOf } from '../../api/http.ts';
import { parseFilter } from '../../filter/parse.ts';
import { type Predicate, predicate } from '../../filter/predicate.ts';
import { needsServer } from '../../filter/server-fields.ts';
import { parameter, setParameters } from '../../url/location.ts';
import { useServerFilter } from './use-server-filter.ts';

/** Browsers refuse an address that changes with every key. */
const ADDRESS_MILLIS = 250;

export interface Filter {
  readonly text: Signal<string>;
  /** What is wrong with the text, or null. */
  readonly problem: ReadonlySignal<string | null>;
  /** The text's test; while that is wrong, the last one that was right. */
  readonly predicate: ReadonlySignal<Predicate>;
  readonly set: (text: string) => void;
}

const everything: Predicate = () => true;

/** The filter of the page's address, which follows what is typed a moment later. */
export function useFilter(): Filter {
  const text = useSignal(parameter('filter') ?? '');
  const written = useRef(text.peek());
  const timer = useRef(0);
  const last = useRef(everything);
  const read = useComputed(() => {
    try {
      const expression = parseFilter(text.value);
      last.current = predicate(expression);
      return { test: last.current, problem: null, remote: needsServer(expression) };
    } catch (failure) {
      return { test: last.current, problem: messageOf(failure), remote: false };
    }
  });
  const asked = useComputed(() => (read.value.remote ? text.value : null));
  const found = useServerFilter(asked);
  const address = parameter('filter') ?? '';
  useEffect(() => {
    // Another address was gone to: back, forward or a link.
    if (address !== written.current) {
      written.current = address;
      text.value = address;
    }
  }, [address]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (changed: string) => {
    text.value = changed;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      written.current = changed;
      setParameters({ filter: changed });
    }, ADDRESS_MILLIS);
  };
  return {
    text,
    problem: useComputed(() => (read.value.remote ? found.value.problem : read.value.problem)),
    predicate: useComputed(() => {
      const { ids } = found.value;
      return read.value.remote ? row => ids.has(row.run.id) : read.value.test;
    }),
    set,
  };
}
