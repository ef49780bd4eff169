import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { messageOf } from '../../api/http.ts';
import { parseFilter } from '../../filter/parse.ts';
import { type Predicate, predicate } from '../../filter/predicate.ts';
import { parameter, setParameters } from '../../url/location.ts';

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
      last.current = predicate(parseFilter(text.value));
      return { test: last.current, problem: null };
    } catch (failure) {
      return { test: last.current, problem: messageOf(failure) };
    }
  });
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
    problem: useComputed(() => read.value.problem),
    predicate: useComputed(() => read.value.test),
    set,
  };
}
