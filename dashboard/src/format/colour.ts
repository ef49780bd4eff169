/** How many run colours the style sheet has, `--run-0` and on. */
export const RUN_COLOURS = 12;

/** The number of a run's colour: the same everywhere and every time. */
export function runColour(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % RUN_COLOURS;
}
