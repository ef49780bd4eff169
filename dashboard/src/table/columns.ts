import { isOver, metricOf, progressOf, type Row } from '../store/row.ts';

export type Content = string | number | readonly string[] | undefined;
export type Look =
  | 'state'
  | 'name'
  | 'text'
  | 'id'
  | 'tags'
  | 'progress'
  | 'value'
  | 'count'
  | 'time'
  | 'span';

export interface Column {
  /** Its name in filters and in the page's address. */
  readonly key: string;
  readonly label: string;
  readonly look: Look;
  readonly width: number;
  readonly content: (row: Row) => Content;
}

const column = (
  key: string,
  label: string,
  look: Look,
  width: number,
  content: (row: Row) => Content,
): Column => ({ key, label, look, width, content });

const BUILT_IN: readonly Column[] = [
  column('state', 'State', 'state', 126, row => row.run.state.toLowerCase()),
  column('name', 'Name', 'name', 200, row => row.run.name),
  column('architecture', 'Architecture', 'text', 130, row => row.run.architecture),
  column('progress', 'Progress', 'progress', 164, row => defined(progressOf(row.run))),
  column('epoch', 'Epoch', 'count', 84, row => row.run.epoch),
  column('submitted', 'Submitted', 'time', 96, row => row.submitted),
  column('started', 'Started', 'time', 100, row => defined(row.started)),
  column('ended', 'Ended', 'time', 100, row => defined(row.ended)),
  column('duration', 'Duration', 'span', 88, duration),
  column('kind', 'Kind', 'text', 90, row => row.run.kind),
  column('pool', 'Pool', 'text', 100, row => row.run.pool),
  column('priority', 'Priority', 'count', 84, row => row.run.priority),
  column('tags', 'Tags', 'tags', 136, row => row.run.tags),
  column('worker', 'Worker', 'text', 150, row => row.run.worker),
  column('attempt', 'Attempt', 'count', 84, row => row.run.attempt),
  column('step', 'Step', 'count', 84, row => row.run.step),
  column('failure', 'Failure', 'text', 150, row => row.run.failure?.kind.toLowerCase()),
  column('id', 'Id', 'id', 100, row => row.run.id),
];

const ALIASES: Readonly<Record<string, string>> = {
  arch: 'architecture',
  tag: 'tags',
  status: 'state',
  epochs: 'epoch',
  created: 'submitted',
  finished: 'ended',
};

export const DEFAULT_COLUMNS: readonly string[] = [
  'state',
  'name',
  'architecture',
  'progress',
  'test.accuracy',
  'validation.accuracy',
  'submitted',
  'duration',
  'tags',
];

export const builtInColumns = (): readonly Column[] => BUILT_IN;

/** The column of that key; whatever is not built in is a metric. */
export function columnOf(written: string): Column {
  const key = Object.hasOwn(ALIASES, written) ? ALIASES[written]! : written;
  return BUILT_IN.find(each => each.key === key) ?? metricColumn(metricName(key));
}

export const fieldOf = (written: string): ((row: Row) => Content) => fieldColumn(written).content;
export const lookOf = (written: string): Look => fieldColumn(written).look;

/** Names of columns in any case; a metric's as it is. */
function fieldColumn(written: string): Column {
  const plain = written.toLowerCase();
  const isColumn = Object.hasOwn(ALIASES, plain) || BUILT_IN.some(each => each.key === plain);
  return columnOf(isColumn ? plain : written);
}

/** A metric's full name: `val.acc` is short for `validation.accuracy`. */
function metricName(written: string): string {
  return written
    .replace(/^(metrics|final)\./, '')
    .replace(/^val\./, 'validation.')
    .replace(/\.acc$/, '.accuracy');
}

function metricColumn(name: string): Column {
  return column(name, metricLabel(name), 'value', 104, row => metricOf(row.run, name));
}

const WORDS: Readonly<Record<string, string>> = {
  'validation.accuracy': 'Val accuracy',
  'validation.loss': 'Val loss',
  'train.accuracy': 'Train accuracy',
  'train.loss': 'Train loss',
  'test.accuracy': 'Test accuracy',
  'test.loss': 'Test loss',
  imagesPerSecond: 'Images/s',
  learningRate: 'Learning rate',
};

export const metricLabel = (name: string): string =>
  Object.hasOwn(WORDS, name) ? WORDS[name]! : name;

function duration(row: Row): number | undefined {
  if (Number.isNaN(row.started)) {
    return undefined;
  }
  return isOver(row.run) ? defined(row.ended - row.started) : Date.now() - row.started;
}

const defined = (number: number): number | undefined => (Number.isNaN(number) ? undefined : number);
