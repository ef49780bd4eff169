import type { Member } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import { formatShare, formatValue } from '../../../format/numbers.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

/** What each network of an ensemble gave by itself. */
export function Members({ members }: { members: readonly Member[] }) {
  return (
    <div class="card part wide">
      <h2>Members of the ensemble</h2>
      <ScrollBox label="Members of the ensemble">
        <table data-testid="members">
          <thead>
            <tr>
              <th scope="col">Network</th>
              <th scope="col">Weight</th>
              <th scope="col">Accuracy</th>
              <th scope="col">Loss</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member, place) => (
              <tr key={place}>
                <th scope="row">
                  <bdi class="break">{member.name}</bdi>
                </th>
                <td>{formatShare(numberOf(member.weight))}</td>
                <td>{formatShare(numberOf(member.accuracy))}</td>
                <td>{formatValue(numberOf(member.lossNats))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
