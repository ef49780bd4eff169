import { Ellipsis } from '../../parts/Ellipsis.tsx';

/** More than that do not fit beside the picture; the cell's read-out names them all. */
export const MOST_LABELS = 24;

/** Hidden from readers of the screen: the read-out names the classes of the cell. */
export function AxisLabels({
  classes,
  axis,
}: {
  classes: readonly string[];
  axis: 'rows' | 'columns';
}) {
  return (
    <div class={`heat-${axis}`} aria-hidden="true">
      {classes.map(name => (
        <span key={name}>
          <Ellipsis text={name} />
        </span>
      ))}
    </div>
  );
}
