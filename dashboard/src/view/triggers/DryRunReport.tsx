import type { DryRun } from '../../api/types.ts';
import { formatMoment } from '../../format/times.ts';
import { timeOf } from '../../store/row.ts';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { DecisionChip } from './DecisionChip.tsx';

/** What was decided again, beside what was decided then. */
export function DryRunReport({ report }: { report: DryRun }) {
  const isReplay = report.steps.some(step => step.recorded !== undefined);
  return (
    <section
      class="card part dry-run"
      aria-label="Dry run"
      data-testid="dry-run"
      data-agrees={report.agrees}
    >
      <h2>Dry run</h2>
      {isReplay && (
        <p class={report.agrees ? 'agrees' : 'field-problem'}>
          {report.agrees
            ? 'The same decisions come out as were recorded.'
            : 'Some decisions differ from what was recorded.'}
        </p>
      )}
      {report.upcoming.length > 0 && (
        <p>
          Next:{' '}
          <span class="muted">
            {report.upcoming
              .slice(0, 5)
              .map(each => formatMoment(timeOf(each)))
              .join(', ')}
          </span>
        </p>
      )}
      {report.steps.length > 0 && (
        <ScrollBox label="Dry run, step by step">
          <table>
            <thead>
              <tr>
                <th scope="col">Seen</th>
                <th scope="col">Decision</th>
                {isReplay && <th scope="col">Recorded</th>}
                <th scope="col">Reason</th>
                <th scope="col">Occurrence</th>
              </tr>
            </thead>
            <tbody>
              {report.steps.map((step, index) => (
                <tr
                  key={`${step.occurrence}:${index}`}
                  data-differs={isReplay && step.recorded !== step.decision}
                >
                  <td>{formatMoment(timeOf(step.seenAt))}</td>
                  <td>
                    <DecisionChip kind={step.decision} />
                  </td>
                  {isReplay && (
                    <td>
                      {step.recorded === undefined ? '–' : <DecisionChip kind={step.recorded} />}
                    </td>
                  )}
                  <td class="reason">
                    <bdi class="break">{step.reason}</bdi>
                  </td>
                  <td>
                    <Ellipsis text={step.occurrence} class="wide" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}
