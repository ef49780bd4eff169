import { numberOf } from '../../../api/wire-number.ts';
import { formatCount, formatShare, formatValue } from '../../../format/numbers.ts';
import { total } from '../../../matrix/matrix.ts';
import { chosen, keyOf, ResultChoice } from '../ResultChoice.tsx';
import type { TabProps } from '../tabs.ts';
import { ClassTable } from './ClassTable.tsx';
import { HeatMap } from './HeatMap.tsx';
import { Mistakes } from './Mistakes.tsx';

export function MatrixTab({ detail }: TabProps) {
  const evaluations = detail.evaluations.value;
  const shown = chosen(evaluations);
  if (shown === undefined) {
    return (
      <p class="empty">
        {evaluations !== null
          ? 'Nothing was evaluated yet: the matrix appears with the first result.'
          : 'Loading …'}
      </p>
    );
  }
  const hasMatrix = shown.matrix.length > 0;
  return (
    <section class="matrix" aria-label="Confusion matrix">
      <div class="chart-tools">
        <ResultChoice evaluations={evaluations} shown={shown} />
        <span>
          accuracy <strong>{formatShare(numberOf(shown.accuracy))}</strong>, loss{' '}
          <strong>{formatValue(numberOf(shown.lossNats))}</strong>,{' '}
          {hasMatrix && `${formatCount(total(shown.matrix))} images, `}
          {formatCount(shown.classes.length)} {shown.classes.length === 1 ? 'class' : 'classes'}
        </span>
      </div>
      {hasMatrix ? (
        <div class="matrix-parts">
          <HeatMap key={keyOf(shown)} classes={shown.classes} matrix={shown.matrix} />
          <Mistakes classes={shown.classes} matrix={shown.matrix} />
          <ClassTable classes={shown.classes} matrix={shown.matrix} />
        </div>
      ) : (
        <p class="empty">Of more than 1,000 classes no matrix is kept.</p>
      )}
    </section>
  );
}
