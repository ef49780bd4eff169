import { formatCount, formatValue } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { now } from '../../live/clock.ts';
import { isOver, type Row } from '../../store/row.ts';
import type { Column } from '../../table/columns.ts';
import { Age } from '../parts/Age.tsx';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { Progress } from '../parts/Progress.tsx';
import { RunDot } from '../parts/RunDot.tsx';
import { StateChip } from '../parts/StateChip.tsx';

export function CellContent({ row, column }: { row: Row; column: Column }) {
  const { run } = row;
  switch (column.look) {
    case 'state':
      return <StateChip state={run.state} stopping={run.cancelRequested && !isOver(run)} />;
    case 'name':
      return (
        <a href={`/runs/${run.id}`} class="run-link" tabIndex={-1} title={run.name}>
          <RunDot id={run.id} />
          <bdi class="ellipsis">{run.name}</bdi>
        </a>
      );
    case 'progress':
      return <Progress row={row} />;
    case 'span':
      return <Duration row={row} />;
    case 'id':
      return <code title={run.id}>{run.id.slice(0, 8)}</code>;
    case 'tags':
      return <Tags tags={run.tags} />;
    default:
      return <Plain row={row} column={column} />;
  }
}

function Plain({ row, column }: { row: Row; column: Column }) {
  const content = column.content(row);
  if (typeof content !== 'number') {
    return content === undefined ? (
      <span class="muted">–</span>
    ) : (
      <Ellipsis text={typeof content === 'string' ? content : content.join(', ')} />
    );
  }
  if (column.look === 'time') {
    return <Age time={content} />;
  }
  if (column.key === 'epoch' && row.run.epochs > 0) {
    return (
      <>
        {formatCount(content)} / {formatCount(row.run.epochs)}
      </>
    );
  }
  return <span title={String(content)}>{formatValue(content)}</span>;
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span class="tags" title={tags.join(', ')}>
      {tags.map(tag => (
        <bdi key={tag} class="tag">
          {tag}
        </bdi>
      ))}
    </span>
  );
}

/** Only a run that is going on follows the clock. */
function Duration({ row }: { row: Row }) {
  if (Number.isNaN(row.started)) {
    return <span class="muted">–</span>;
  }
  // A run that has just ended is fetched for when it did.
  const end = isOver(row.run) && !Number.isNaN(row.ended) ? row.ended : now.value;
  return <>{formatDuration(end - row.started)}</>;
}
