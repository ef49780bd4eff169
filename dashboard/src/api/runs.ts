import type { SortKey } from '../table/sort.ts';
import { get, send } from './http.ts';
import type {
  Attempt,
  Checkpoint,
  CheckpointFile,
  Epoch,
  Evaluation,
  LogLine,
  Run,
  RunPage,
  SeriesView,
} from './types.ts';

const YAML = { 'Content-Type': 'application/yaml' };

export const runPage = (limit: number, before?: string): Promise<RunPage> =>
  get(
    `/api/runs?limit=${limit}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`,
  );

/** A page of the runs that a filter is true of, in no order that matters. */
export const searchPage = (filter: string, cursor?: string): Promise<RunPage> =>
  get(
    `/api/runs?limit=1000&filter=${encodeURIComponent(filter)}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
  );

/** Where all runs of a filter and a sort are had as a file. */
export function tableAddress(filter: string, sort: readonly SortKey[]): string {
  const keys = sort.map(({ key, descending }) => (descending ? `-${key}` : key)).join(',');
  return `/api/runs.csv?filter=${encodeURIComponent(filter)}&sort=${encodeURIComponent(keys)}`;
}

export const run = (id: string): Promise<Run> => get(address(id));
export const attempts = (id: string): Promise<Attempt[]> => get(`${address(id)}/attempts`);
export const epochs = (id: string): Promise<Epoch[]> => get(`${address(id)}/epochs`);
export const evaluations = (id: string): Promise<Evaluation[]> => get(`${address(id)}/evaluations`);
export const checkpoints = (id: string): Promise<Checkpoint[]> => get(`${address(id)}/checkpoints`);
export const spec = (id: string): Promise<unknown> => get(`${address(id)}/spec`);

export const logs = (id: string, after: number, limit: number): Promise<LogLine[]> =>
  get(`${address(id)}/logs?after=${after}&limit=${limit}`);

/** Every series of a run, each reduced to the lows and highs of so many buckets of steps. */
export function metrics(
  id: string,
  points: number,
  range?: { from: number; to: number },
  signal?: AbortSignal,
): Promise<SeriesView[]> {
  const part = range ? `&from=${range.from}&to=${range.to}` : '';
  return get(`${address(id)}/metrics?points=${points}${part}`, signal);
}

export interface MetricVolume {
  readonly series: number;
  readonly points: number;
  readonly dropped: number;
  readonly mostSeries: number;
  readonly mostPoints: number;
}

/** How much of its metrics a run has stored, and how much was dropped beyond its quota. */
export const metricVolume = (id: string): Promise<MetricVolume> =>
  get(`${address(id)}/metrics/volume`);

export async function cancel(id: string): Promise<Run> {
  return (await (await send(`${address(id)}/cancel`, { method: 'POST' })).json()) as Run;
}

export const fileAddress = (checkpoint: Checkpoint, file: CheckpointFile): string =>
  `/api/checkpoints/${encodeURIComponent(checkpoint.id)}/files/${encodeURIComponent(file.name)}`;

/** Throws ApiProblem with every problem of the spec. */
export async function validate(body: string, signal: AbortSignal): Promise<void> {
  await send('/api/runs/validate', { method: 'POST', headers: YAML, body, signal });
}

/** The same key and body give the same run, however often they are sent. */
export async function submit(body: string, idempotencyKey: string): Promise<Run> {
  const response = await send('/api/runs', {
    method: 'POST',
    headers: { ...YAML, 'Idempotency-Key': idempotencyKey },
    body,
  });
  return (await response.json()) as Run;
}

function address(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}`;
}
