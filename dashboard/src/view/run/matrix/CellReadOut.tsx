import { formatCount, formatShare } from '../../../format/numbers.ts';
import { type Cell, type Matrix, rowSum } from '../../../matrix/matrix.ts';

interface Props {
  cell: Cell;
  classes: readonly string[];
  matrix: Matrix;
}

export function CellReadOut({ cell, classes, matrix }: Props) {
  const count = matrix[cell.truth]?.[cell.predicted] ?? 0;
  const sum = rowSum(matrix, cell.truth);
  return (
    <output id="matrix-cell" class="heat-cell">
      <strong>{formatCount(count)}</strong> of {formatCount(sum)} images of{' '}
      <bdi class="break">{classes[cell.truth]}</bdi> taken for{' '}
      <bdi class="break">{classes[cell.predicted]}</bdi> ({formatShare(count / sum)})
    </output>
  );
}
