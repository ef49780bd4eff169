import '../../../style/evaluation.css';
import { chosen, ResultChoice } from '../ResultChoice.tsx';
import type { TabProps } from '../tabs.ts';
import { ConfidentMistakes } from './ConfidentMistakes.tsx';
import { Members } from './Members.tsx';
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx';
import { ScoreTable } from './ScoreTable.tsx';
import { Summary } from './Summary.tsx';

export function EvaluationTab({ detail }: TabProps) {
  const evaluations = detail.evaluations.value;
  const shown = chosen(evaluations);
  if (shown === undefined) {
    return (
      <p class="empty">
        {evaluations !== null
          ? 'Nothing was evaluated yet: scores appear with the first result.'
          : 'Loading …'}
      </p>
    );
  }
  const report = shown.report;
  return (
    <section class="evaluation" aria-label="Evaluation" data-testid="evaluation">
      <div class="chart-tools">
        <ResultChoice evaluations={evaluations} shown={shown} />
      </div>
      <Summary evaluation={shown} />
      {report === undefined ? (
        <p class="empty">The trainer of this run reported nothing more.</p>
      ) : (
        <div class="evaluation-parts">
          <ScoreTable report={report} classes={shown.classes} />
          <ReliabilityDiagram calibration={report.calibration} />
          <ConfidentMistakes mistakes={report.mistakes} classes={shown.classes} />
          {report.members.length > 0 && <Members members={report.members} />}
        </div>
      )}
    </section>
  );
}
