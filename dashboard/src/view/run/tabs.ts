import type { ComponentType } from 'preact';
import type { Row } from '../../store/row.ts';
import type { RunDetail } from '../../store/run-detail.ts';
import { AttemptsTab } from './attempts/AttemptsTab.tsx';
import { ChartsTab } from './charts/ChartsTab.tsx';
import { CheckpointsTab } from './checkpoints/CheckpointsTab.tsx';
import { EvaluationTab } from './evaluation/EvaluationTab.tsx';
import { LogTab } from './log/LogTab.tsx';
import { MatrixTab } from './matrix/MatrixTab.tsx';
import { SpecTab } from './SpecTab.tsx';

export interface TabProps {
  readonly detail: RunDetail;
  readonly row: Row;
}

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly view: ComponentType<TabProps>;
}

/** One line a tab. */
export const TABS: readonly [Tab, ...Tab[]] = [
  { key: 'charts', label: 'Charts', view: ChartsTab },
  { key: 'matrix', label: 'Confusion matrix', view: MatrixTab },
  { key: 'evaluation', label: 'Evaluation', view: EvaluationTab },
  { key: 'log', label: 'Log', view: LogTab },
  { key: 'attempts', label: 'Attempts', view: AttemptsTab },
  { key: 'checkpoints', label: 'Checkpoints', view: CheckpointsTab },
  { key: 'spec', label: 'Spec', view: SpecTab },
];

export const tabOf = (key: string | null): Tab => TABS.find(tab => tab.key === key) ?? TABS[0];
