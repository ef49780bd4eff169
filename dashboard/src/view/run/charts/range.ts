import type { StepRange } from '../../../metrics/align.ts';
import { setParameters } from '../../../url/location.ts';

/** Reads `100-250`; null for all steps. */
export function readRange(text: string | null): StepRange | null {
  const parts = /^(\d+)-(\d+)$/.exec(text ?? '');
  if (parts === null) {
    return null;
  }
  const [from, to] = [Number(parts[1]), Number(parts[2])];
  return to > from ? { from, to } : null;
}

export function writeRange(range: StepRange | null): void {
  setParameters({
    range:
      range === null
        ? null
        : `${Math.max(0, Math.floor(range.from))}-${Math.max(Math.ceil(range.to), Math.floor(range.from) + 1)}`,
  });
}
