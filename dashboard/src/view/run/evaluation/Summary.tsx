import type { Evaluation } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import { formatBytes, formatCount, formatShare, formatValue } from '../../../format/numbers.ts';

/** The figures that stand for the whole result. */
export function Summary({ evaluation }: { evaluation: Evaluation }) {
  return (
    <dl class="tiles" data-testid="evaluation-summary">
      {figures(evaluation).map(([label, value]) => (
        <div key={label} data-figure={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function figures(evaluation: Evaluation): [string, string][] {
  const { report } = evaluation;
  const found: [string, string][] = [
    ['Accuracy', formatShare(numberOf(evaluation.accuracy))],
    ['Loss', formatValue(numberOf(evaluation.lossNats))],
  ];
  if (report === undefined) {
    return found;
  }
  if (report.top5 !== undefined) {
    found.push(['Top-5 accuracy', formatShare(numberOf(report.top5))]);
  }
  found.push(
    ['Macro F1', formatShare(numberOf(report.macro.f1))],
    ['Weighted F1', formatShare(numberOf(report.weighted.f1))],
    ['Calibration error', formatShare(numberOf(report.calibration.ece))],
    ['Images', formatCount(report.images)],
  );
  if (report.views !== undefined) {
    found.push(
      ['Views an image', formatCount(report.views.count)],
      ['Accuracy, one view', formatShare(numberOf(report.views.plainAccuracy))],
      ['Loss, one view', formatValue(numberOf(report.views.plainLossNats))],
    );
  }
  if (report.latency !== undefined) {
    found.push([
      'One image, p50 / p95',
      `${formatMilliseconds(report.latency.p50Milliseconds)} / ${formatMilliseconds(report.latency.p95Milliseconds)} ms`,
    ]);
  }
  if (report.size !== undefined) {
    found.push(
      ['Parameters', formatCount(report.size.parameters)],
      ['Model size', formatBytes(report.size.bytes)],
    );
  }
  return found;
}

const formatMilliseconds = (time: number): string => time.toFixed(time < 10 ? 2 : 0);
