import type { Run } from '../../api/types.ts';
import { numberOf } from '../../api/wire-number.ts';
import { formatValue } from '../../format/numbers.ts';
import { metricLabel } from '../../table/columns.ts';
import { Ellipsis } from '../parts/Ellipsis.tsx';

const FIRST = [
  'test.accuracy',
  'validation.accuracy',
  'train.accuracy',
  'test.loss',
  'validation.loss',
  'train.loss',
  'imagesPerSecond',
  'learningRate',
];
const MOST = 24;

/** The newest value of every metric, the well-known ones first. */
export function MetricTiles({ run }: { run: Run }) {
  const others = Object.keys(run.values).filter(name => !FIRST.includes(name));
  const names = [...FIRST.filter(name => Object.hasOwn(run.values, name)), ...others.sort()];
  if (names.length === 0) {
    return null;
  }
  return (
    <dl class="tiles" data-testid="metrics">
      {names.slice(0, MOST).map(name => (
        <div key={name} data-metric={name}>
          <dt>
            <Ellipsis text={metricLabel(name)} />
          </dt>
          <dd>{formatValue(numberOf(run.values[name]))}</dd>
        </div>
      ))}
    </dl>
  );
}
