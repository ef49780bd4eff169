import type { Cell } from '../../../matrix/matrix.ts';

/** Where a key moves to; with Shift ten cells, so that a thousand classes are within reach. */
export function movedCell(
  { truth, predicted }: Cell,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  count: number,
): Cell | null {
  const step = shiftKey ? 10 : 1;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowUp':
      return { truth: within(truth - step), predicted };
    case 'ArrowDown':
      return { truth: within(truth + step), predicted };
    case 'ArrowLeft':
      return { truth, predicted: within(predicted - step) };
    case 'ArrowRight':
      return { truth, predicted: within(predicted + step) };
    case 'Home':
      return { truth: 0, predicted: 0 };
    case 'End':
      return { truth: count - 1, predicted: count - 1 };
    default:
      return null;
  }
}
