import type { ConfidentMistake } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import { formatShare } from '../../../format/numbers.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

interface Props {
  mistakes: readonly ConfidentMistake[];
  classes: readonly string[];
}

/** Wrong labels and odd images are found here first. */
export function ConfidentMistakes({ mistakes, classes }: Props) {
  return (
    <div class="card part wide">
      <h2>Most confident mistakes</h2>
      {mistakes.length === 0 ? (
        <p class="muted">None: every image was recognised.</p>
      ) : (
        <ScrollBox label="Most confident mistakes">
          <table data-testid="confident-mistakes">
            <thead>
              <tr>
                <th scope="col">Image</th>
                <th scope="col">True class</th>
                <th scope="col">Taken for</th>
                <th scope="col">Confidence</th>
              </tr>
            </thead>
            <tbody>
              {mistakes.map((mistake, place) => (
                <tr key={place}>
                  <th scope="row">
                    <bdi class="break">{mistake.sample}</bdi>
                  </th>
                  <td>
                    <bdi class="break">{classes[mistake.truth]}</bdi>
                  </td>
                  <td>
                    <bdi class="break">{classes[mistake.predicted]}</bdi>
                  </td>
                  <td>{formatShare(numberOf(mistake.confidence))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </div>
  );
}
