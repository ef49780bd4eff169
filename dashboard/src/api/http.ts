import type { Problem, ProblemDetail } from './types.ts';

/** An answer that is not what was asked for; status 0 where there was no answer at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly problems: readonly Problem[];

  constructor(status: number, type: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.type = type;
    this.problems = problems;
  }
}

type Listener = () => void;
let onUnauthorized: Listener = () => {};

/** Says whom to tell when the server asks for a token. */
export function whenUnauthorized(listener: Listener): void {
  onUnauthorized = listener;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, signal ? { signal } : {})).json()) as T;
}

/** Sends a request; throws ApiProblem unless it succeeds. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiProblem(0, 'unreachable', 'The server cannot be reached.');
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    onUnauthorized();
  }
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    const detail = (await response.json()) as ProblemDetail;
    return new ApiProblem(
      response.status,
      detail.type,
      detail.detail ?? detail.title,
      detail.problems ?? [],
    );
  } catch {
    const text = response.statusText || 'an unreadable answer';
    return new ApiProblem(
      response.status,
      'unreadable',
      `The server answered ${response.status} (${text}).`,
    );
  }
}

/** What to tell the user of any failure. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
