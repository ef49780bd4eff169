/** The shapes of the HTTP interface, as the orchestrator's contract states them. */

/** JSON has no NaN and no infinities: the server writes those as text. */
export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';
export type Values = Readonly<Record<string, WireNumber>>;

export type RunState =
  | 'PENDING'
  | 'QUEUED'
  | 'LEASED'
  | 'RETRY_WAIT'
  | 'PAUSED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED';

export interface Failure {
  kind: string;
  message: string;
}

/** Why a run does not run yet, and when it may. */
export interface Waiting {
  reason: string;
  explanation: string;
  position?: number;
  start?: { earliest: string; latest?: string; basis: string };
  noEstimate?: string;
}

export interface Run {
  id: string;
  name: string;
  kind: string;
  architecture: string;
  state: RunState;
  cancelRequested: boolean;
  pauseRequested: boolean;
  pool: string;
  project: string;
  priority: number;
  tags: readonly string[];
  submittedAt: string;
  notBefore?: string;
  origin?: string;
  startedAt?: string;
  endedAt?: string;
  attempt: number;
  worker?: string;
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  values: Values;
  failure?: Failure;
  /** Only where one run was asked for. */
  waiting?: Waiting;
}

export interface RunPage {
  runs: Run[];
  next?: string;
}

export interface Attempt {
  attempt: number;
  state: string;
  worker: string;
  resumedFrom: number;
  claimedAt: string;
  endedAt?: string;
  failureKind?: string;
  failureMessage?: string;
}

export interface SeriesView {
  name: string;
  steps: number[];
  values: WireNumber[];
}

export interface Epoch {
  epoch: number;
  step: number;
  attempt: number;
  seconds: number;
  values: Values;
}

export interface Evaluation {
  split: string;
  attempt: number;
  step: number;
  lossNats: WireNumber;
  accuracy: WireNumber;
  classes: readonly string[];
  matrix: readonly (readonly number[])[];
  /** Absent from trainers that made none. */
  report?: EvaluationReport;
}

export interface Averages {
  precision: WireNumber;
  recall: WireNumber;
  f1: WireNumber;
}

export interface ClassScore extends Averages {
  support: number;
}

export interface Bin {
  images: number;
  confidence: WireNumber;
  accuracy: WireNumber;
}

export interface ConfidentMistake {
  sample: string;
  truth: number;
  predicted: number;
  confidence: WireNumber;
}

export interface Member {
  name: string;
  weight: WireNumber;
  accuracy: WireNumber;
  lossNats: WireNumber;
}

export interface EvaluationReport {
  images: number;
  top5?: WireNumber;
  macro: Averages;
  weighted: Averages;
  perClass: readonly ClassScore[];
  calibration: { ece: WireNumber; bins: readonly Bin[] };
  mistakes: readonly ConfidentMistake[];
  latency?: { p50Milliseconds: number; p95Milliseconds: number; runs: number };
  size?: { parameters: number; bytes: number };
  views?: { count: number; plainAccuracy: WireNumber; plainLossNats: WireNumber };
  members: readonly Member[];
}

export interface CheckpointFile {
  name: string;
  bytes: number;
  sha256: string;
}

export interface Checkpoint {
  id: string;
  attempt: number;
  epoch: number;
  step: number;
  roles: readonly string[];
  values: Values;
  publishedAt: string;
  files: readonly CheckpointFile[];
}

export type LogLevel = 'info' | 'warn' | 'error';

export interface LogLine {
  id: number;
  attempt: number;
  at: string;
  level: LogLevel;
  message: string;
}

export interface Worker {
  worker: string;
  host: string;
  pool: string;
  slots: number;
  device: string;
  alive: boolean;
  /** It said goodbye; one that is neither alive nor left was lost. */
  left: boolean;
  seenAt: string;
  running: readonly string[];
}

export interface Session {
  tokenNeeded: boolean;
  signedIn: boolean;
}

/** One thing wrong with a document; the path is such as `augmentation[1].padding`. */
export interface Problem {
  path: string;
  message: string;
}

export interface ProblemDetail {
  type: string;
  title: string;
  status: number;
  detail?: string;
  problems?: Problem[];
}

export type RunEvent =
  | {
      type: 'started';
      epochs: number;
      stepsPerEpoch: number;
      steps?: number | null;
      resumedFrom: number;
    }
  | { type: 'metrics'; epoch: number; steps: number[]; series: Record<string, WireNumber[]> }
  | { type: 'epochEnded'; epoch: number; step: number; seconds: number; values: Values }
  | { type: 'log'; level: LogLevel; message: string }
  | { type: 'evaluated'; split: string; step: number; lossNats: WireNumber; accuracy: WireNumber }
  | { type: 'finished'; step: number; values: Values }
  | { type: 'failed'; kind: string; message: string; step: number }
  | { type: 'cancelled'; step: number };

export type StreamItem =
  | { type: 'state'; run: string; at: string; attempt: number; state: RunState }
  | { type: 'event'; run: string; at: string; attempt: number; seq: number; event: RunEvent };

export type DecisionKind = 'WAITING' | 'FIRED' | 'COALESCED' | 'SUPPRESSED' | 'REFUSED';

export interface Decision {
  id: number;
  trigger: string;
  occurrence: string;
  seenAt: string;
  dueAt?: string;
  decision: DecisionKind;
  reason: string;
  decidedAt: string;
  run?: string;
  count: number;
}

export interface DecisionPage {
  decisions: Decision[];
  next?: string;
}

export interface Trigger {
  name: string;
  when: { kind: string } & Record<string, unknown>;
  debounce: string;
  cooldown: string;
  spec: Record<string, unknown>;
  createdAt: string;
  next?: string;
  fired: number;
  lastDecision?: Decision;
  secret?: string;
}

export interface DryRunStep {
  occurrence: string;
  seenAt: string;
  decision: DecisionKind;
  reason: string;
  recorded?: DecisionKind;
}

export interface DryRun {
  trigger: string;
  steps: DryRunStep[];
  agrees: boolean;
  upcoming: string[];
}
