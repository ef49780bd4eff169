import type { EvaluationReport } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import { type Bar, bars } from '../../../evaluation/reliability.ts';
import { formatCount, formatShare } from '../../../format/numbers.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

const EDGE = 200;
const GAP = 1;

/** Where confidence is deserved, the bars end on the diagonal; the table says the same in words. */
export function ReliabilityDiagram({ calibration }: Pick<EvaluationReport, 'calibration'>) {
  const shown = bars(calibration.bins);
  return (
    <div class="card part">
      <h2>Reliability</h2>
      <svg
        class="reliability"
        viewBox={`0 0 ${EDGE} ${EDGE}`}
        role="img"
        aria-label={`Accuracy by confidence; the expected calibration error is ${formatShare(numberOf(calibration.ece))}`}
        data-testid="reliability"
        data-bars={shown.length}
      >
        <rect class="frame" x="0" y="0" width={EDGE} height={EDGE} />
        {shown.map(bar => (
          <g key={bar.from}>
            <rect
              class="accuracy"
              {...column(bar)}
              y={flip(bar.accuracy)}
              height={EDGE * bar.accuracy}
            />
            <rect class="gap" {...column(bar)} {...between(bar)} />
          </g>
        ))}
        <line class="diagonal" x1="0" y1={EDGE} x2={EDGE} y2="0" />
      </svg>
      <p class="muted">
        Accuracy (bars) by confidence, left to right; the outlined part is the gap to what was
        promised.
      </p>
      <ScrollBox label="Calibration by confidence">
        <table>
          <thead>
            <tr>
              <th scope="col">Confidence</th>
              <th scope="col">Images</th>
              <th scope="col">Mean</th>
              <th scope="col">Accuracy</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(bar => (
              <tr key={bar.from}>
                <th scope="row">
                  {formatShare(bar.from)} to {formatShare(bar.to)}
                </th>
                <td>{formatCount(bar.images)}</td>
                <td>{formatShare(bar.confidence)}</td>
                <td>{formatShare(bar.accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

const flip = (share: number): number => EDGE * (1 - share);

const column = ({ from, to }: Bar) => ({
  x: EDGE * from + GAP / 2,
  width: EDGE * (to - from) - GAP,
});

const between = ({ accuracy, confidence }: Bar) => ({
  y: flip(Math.max(accuracy, confidence)),
  height: EDGE * Math.abs(accuracy - confidence),
});
