import { formatCount, formatShare } from '../../../format/numbers.ts';
import { classScores, type Matrix } from '../../../matrix/matrix.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

/** A thousand rows would be slow; the weakest classes are those one looks for. */
const MOST = 100;

export function ClassTable({ classes, matrix }: { classes: readonly string[]; matrix: Matrix }) {
  const scores = classScores(matrix).sort((a, b) => order(a.f1) - order(b.f1));
  return (
    <div class="card part">
      <h2>Classes, weakest first</h2>
      <ScrollBox label="Classes, weakest first">
        <table data-testid="classes">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col">Images</th>
              <th scope="col">Precision</th>
              <th scope="col">Recall</th>
              <th scope="col">F1</th>
            </tr>
          </thead>
          <tbody>
            {scores.slice(0, MOST).map(score => (
              <tr key={score.index}>
                <th scope="row">
                  <bdi class="break">{classes[score.index]}</bdi>
                </th>
                <td>{formatCount(score.images)}</td>
                <td>{formatShare(score.precision)}</td>
                <td>{formatShare(score.recall)}</td>
                <td>{formatShare(score.f1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {scores.length > MOST && (
        <p class="muted">and {formatCount(scores.length - MOST)} that are recognised better</p>
      )}
    </div>
  );
}

const order = (score: number): number => (Number.isNaN(score) ? 2 : score);
