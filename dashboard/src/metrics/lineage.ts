/**
 * Which attempt's measurements count. An attempt counts up to the least step that a later one
 * resumed from; nothing bounds the newest.
 */
export class Lineage {
  private readonly resumed = new Map<number, number>();

  /** Learns where an attempt began; says whether that was news. */
  learn(attempt: number, resumedFrom: number): boolean {
    if (this.resumed.get(attempt) === resumedFrom) {
      return false;
    }
    this.resumed.set(attempt, resumedFrom);
    return true;
  }

  countsTo(attempt: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (const [later, resumedFrom] of this.resumed) {
      if (later > attempt) {
        least = Math.min(least, resumedFrom);
      }
    }
    return least;
  }

  /** The attempt that a step which counts was measured by. */
  attemptAt(step: number): number {
    let newest = 0;
    for (const [attempt, resumedFrom] of this.resumed) {
      if (resumedFrom < step) {
        newest = Math.max(newest, attempt);
      }
    }
    return newest;
  }
}
