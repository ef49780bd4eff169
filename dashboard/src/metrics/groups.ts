/** Metrics that belong into one chart. */
export interface ChartGroup {
  readonly key: string;
  readonly title: string;
  readonly names: readonly string[];
}

const TITLES: Readonly<Record<string, string>> = {
  loss: 'Loss',
  accuracy: 'Accuracy',
  top5: 'Top-5 accuracy',
  macroF1: 'Macro F1',
  learningRate: 'Learning rate',
  imagesPerSecond: 'Throughput (images/s)',
  'system.load': 'Machine: busy part of processors and GPUs',
  'system.bytes': 'Machine: memory in use (bytes)',
  'system.trainerCores': 'Trainer: busy cores',
};
/** Drawn even before anything was measured. */
const ALWAYS = ['loss', 'accuracy', 'learningRate', 'imagesPerSecond'] as const;
const SPLITS = ['train', 'validation', 'test'] as const;

/** Charts in the order they are shown: the same measure of different splits shares one. */
export function chartGroups(names: readonly string[]): ChartGroup[] {
  const groups = new Map<string, string[]>(ALWAYS.map(key => [key, []]));
  for (const name of names) {
    const key = measureOf(name);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([key, members]) => ({
    key,
    title: Object.hasOwn(TITLES, key) ? TITLES[key]! : key,
    names: members.sort((a, b) => splitRank(a) - splitRank(b)),
  }));
}

const GPU = /^system\.gpu\d+\./;

function measureOf(name: string): string {
  if (name === 'system.cpu' || (GPU.test(name) && name.endsWith('.load'))) {
    return 'system.load';
  }
  if (name.startsWith('system.') && name.toLowerCase().endsWith('memorybytes')) {
    return 'system.bytes';
  }
  const split = SPLITS.find(each => name.startsWith(`${each}.`));
  return split === undefined ? name : name.slice(split.length + 1);
}

/** The split a metric is of, or null. */
export const splitOf = (name: string): (typeof SPLITS)[number] | null =>
  SPLITS.find(each => name.startsWith(`${each}.`)) ?? null;

function splitRank(name: string): number {
  const split = splitOf(name);
  return split === null ? SPLITS.length : SPLITS.indexOf(split);
}
