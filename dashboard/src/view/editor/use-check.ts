import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { ApiProblem, messageOf } from '../../api/http.ts';
import { type PlacedProblem, placed, SpecDocument } from '../../editor/document.ts';

const QUIET_MILLIS = 350;

export interface Check {
  readonly state: 'checking' | 'valid' | 'invalid' | 'unknown';
  readonly problems: readonly PlacedProblem[];
  /** Why it could not be checked. */
  readonly note?: string;
}

/** Checks a text whenever it has not changed for a moment: here as YAML, there as what it says. */
export function useCheck(
  text: ReadonlySignal<string>,
  validate: (text: string, signal: AbortSignal) => Promise<unknown>,
): ReadonlySignal<Check> {
  const check = useSignal<Check>({ state: 'checking', problems: [] });
  useSignalEffect(() => {
    const checked = text.value;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const result = await checkOnce(checked, validate, abort.signal);
      if (!abort.signal.aborted) {
        check.value = result;
      }
    }, QUIET_MILLIS);
    check.value = { ...check.peek(), state: 'checking' };
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });
  return check;
}

async function checkOnce(
  text: string,
  validate: (text: string, signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Check> {
  const document = new SpecDocument(text);
  const mistakes = document.mistakes;
  if (mistakes.length > 0) {
    return { state: 'invalid', problems: mistakes };
  }
  try {
    await validate(text, signal);
    return { state: 'valid', problems: [] };
  } catch (failure) {
    return checkOf(failure, document);
  }
}

/** What a refusal says about a document. */
export function checkOf(failure: unknown, document: SpecDocument): Check {
  if (failure instanceof ApiProblem && failure.status === 400) {
    const problems =
      failure.problems.length > 0 ? failure.problems : [{ path: '', message: failure.message }];
    return { state: 'invalid', problems: placed(document, problems) };
  }
  return { state: 'unknown', problems: [], note: messageOf(failure) };
}
