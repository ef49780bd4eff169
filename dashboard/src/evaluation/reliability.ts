import type { Bin } from '../api/types.ts';
import { numberOf } from '../api/wire-number.ts';

/** One bar of a reliability diagram, everything as shares of the diagram's edge. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly images: number;
  readonly accuracy: number;
  readonly confidence: number;
}

/** The bars of the bins that hold images; the bins have equal widths from 0 to 1. */
export function bars(bins: readonly Bin[]): Bar[] {
  return bins
    .map((bin, index) => ({
      from: index / bins.length,
      to: (index + 1) / bins.length,
      images: bin.images,
      accuracy: numberOf(bin.accuracy),
      confidence: numberOf(bin.confidence),
    }))
    .filter(bar => bar.images > 0 && Number.isFinite(bar.accuracy + bar.confidence));
}
