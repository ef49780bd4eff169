import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Cell, cellAt, type Matrix, shares, total } from '../../../matrix/matrix.ts';
import { isDark } from '../../../store/theme.ts';
import { AxisLabels, MOST_LABELS } from './AxisLabels.tsx';
import { CellReadOut } from './CellReadOut.tsx';
import { movedCell } from './matrix-keys.ts';
import { paint } from './paint.ts';

interface Props {
  classes: readonly string[];
  matrix: Matrix;
}

/** Rows are true classes, columns predictions; pointer and arrow keys choose the cell read out. */
export function HeatMap({ classes, matrix }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const cell = useSignal<Cell>({ truth: 0, predicted: 0 });
  const byRow = useMemo(() => shares(matrix), [matrix]);
  const repaint = () => {
    if (canvas.current !== null) {
      paint(canvas.current, byRow, matrix, cell.peek());
    }
  };
  useSignalEffect(() => {
    void [cell.value, isDark()];
    // The theme's colours are in place a moment later.
    queueMicrotask(repaint);
  });
  useEffect(() => {
    const observer = new ResizeObserver(repaint);
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, [matrix]);

  const hasLabels = classes.length <= MOST_LABELS;
  const onPointer = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    cell.value = cellAt(
      (event.clientX - box.left) / box.width,
      (event.clientY - box.top) / box.height,
      matrix.length,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedCell(cell.peek(), event, matrix.length);
    if (next !== null) {
      event.preventDefault();
      cell.value = next;
    }
  };
  return (
    <div class="heat card">
      <p class="heat-axis" aria-hidden="true">
        Rows are true classes, columns predictions; the stronger, the larger the share of its row.
      </p>
      <div class="heat-grid">
        {hasLabels && <AxisLabels classes={classes} axis="rows" />}
        <div
          class="heat-box"
          role="application"
          aria-label={`Confusion matrix of ${matrix.length} classes, rows are true classes, columns predictions; arrow keys move between cells`}
          aria-describedby="matrix-cell"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move in it
          tabIndex={0}
          data-testid="matrix"
          data-classes={matrix.length}
          data-total={total(matrix)}
          onKeyDown={onKeyDown}
        >
          <canvas ref={canvas} onPointerMove={onPointer} onPointerDown={onPointer} />
        </div>
        {hasLabels && <AxisLabels classes={classes} axis="columns" />}
      </div>
      <CellReadOut cell={cell.value} classes={classes} matrix={matrix} />
    </div>
  );
}
