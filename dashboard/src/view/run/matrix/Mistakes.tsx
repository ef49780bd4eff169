import { formatCount } from '../../../format/numbers.ts';
import { type Matrix, mistakes } from '../../../matrix/matrix.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

const MOST = 20;

export function Mistakes({ classes, matrix }: { classes: readonly string[]; matrix: Matrix }) {
  const found = mistakes(matrix, MOST);
  return (
    <div class="card part">
      <h2>Most frequent mistakes</h2>
      {found.length === 0 ? (
        <p class="muted">None: every image was recognised.</p>
      ) : (
        <ScrollBox label="Most frequent mistakes">
          <table>
            <thead>
              <tr>
                <th scope="col">True class</th>
                <th scope="col">Taken for</th>
                <th scope="col">Images</th>
              </tr>
            </thead>
            <tbody>
              {found.map(each => (
                <tr key={`${each.truth}:${each.predicted}`}>
                  <td>
                    <bdi class="break">{classes[each.truth]}</bdi>
                  </td>
                  <td>
                    <bdi class="break">{classes[each.predicted]}</bdi>
                  </td>
                  <td>{formatCount(each.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </div>
  );
}
