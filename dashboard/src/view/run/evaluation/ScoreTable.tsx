import type { Averages, EvaluationReport } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import {
  SCORE_COLUMNS,
  type ScoreColumn,
  scoreRows,
  sortedScores,
} from '../../../evaluation/scores.ts';
import { formatCount, formatShare } from '../../../format/numbers.ts';
import { parseSort, type SortKey, toggleSort, writeSort } from '../../../table/sort.ts';
import { parameter, setParameters } from '../../../url/location.ts';
import { ScrollBox } from '../../parts/ScrollBox.tsx';

/** More rows make a browser slow; any sort brings others to the front. */
const MOST = 200;
const PARAMETER = 'scores';

interface Props {
  report: EvaluationReport;
  classes: readonly string[];
}

export function ScoreTable({ report, classes }: Props) {
  const keys = parseSort(parameter(PARAMETER)).slice(0, 1);
  const rows = sortedScores(scoreRows(report.perClass, classes), keys[0]);
  return (
    <div class="card part">
      <h2>Classes</h2>
      <ScrollBox label="Scores of classes">
        <table class="scores" data-testid="scores">
          <thead>
            <tr>
              {SCORE_COLUMNS.map(({ key, label }) => (
                <SortHeader key={key} column={key} label={label} keys={keys} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map(row => (
              <tr key={row.index}>
                <th scope="row">
                  <bdi class="break">{row.name}</bdi>
                </th>
                <td>{formatCount(row.images)}</td>
                <td>{formatShare(row.precision)}</td>
                <td>{formatShare(row.recall)}</td>
                <td>{formatShare(row.f1)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Means name="Macro mean" images={report.images} means={report.macro} />
            <Means name="Weighted mean" images={report.images} means={report.weighted} />
          </tfoot>
        </table>
      </ScrollBox>
      {rows.length > MOST && (
        <p class="muted">and {formatCount(rows.length - MOST)} more in this order</p>
      )}
      {rows.length === 0 && (
        <p class="muted">Of more than 1,000 classes only the means are kept.</p>
      )}
    </div>
  );
}

interface HeaderProps {
  column: ScoreColumn;
  label: string;
  keys: readonly SortKey[];
}

function SortHeader({ column, label, keys }: HeaderProps) {
  const mine = keys.find(each => each.key === column);
  return (
    <th
      scope="col"
      aria-sort={mine === undefined ? undefined : mine.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        onClick={() =>
          setParameters({ [PARAMETER]: writeSort(toggleSort(keys, column, false)) || null })
        }
      >
        {label}
        {mine !== undefined && (
          <span class="sort-mark" aria-hidden="true">
            {mine.descending ? '↓' : '↑'}
          </span>
        )}
      </button>
    </th>
  );
}

function Means({ name, images, means }: { name: string; images: number; means: Averages }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatCount(images)}</td>
      <td>{formatShare(numberOf(means.precision))}</td>
      <td>{formatShare(numberOf(means.recall))}</td>
      <td>{formatShare(numberOf(means.f1))}</td>
    </tr>
  );
}
