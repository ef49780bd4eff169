import type { ComponentChildren } from 'preact';
import { formatCount, formatValue } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { now } from '../../live/clock.ts';
import { isOver, type Row } from '../../store/row.ts';
import { Age } from '../parts/Age.tsx';
import { Ellipsis } from '../parts/Ellipsis.tsx';
import { paceOf } from '../parts/Progress.tsx';

export function RunFacts({ row }: { row: Row }) {
  const { run } = row;
  return (
    <dl class="facts">
      <Fact name="Architecture">
        <Ellipsis text={run.architecture} />
      </Fact>
      <Fact name="Kind">{run.kind}</Fact>
      <Fact name="Epoch">
        {formatCount(run.epoch)}
        {run.epochs > 0 && ` / ${formatCount(run.epochs)}`}
      </Fact>
      <Fact name="Step">
        {formatCount(run.step)}
        {run.steps > 0 && ` / ${formatCount(run.steps)}`}
      </Fact>
      {run.state === 'LEASED' && (
        <Fact name="Pace">
          <Pace row={row} />
        </Fact>
      )}
      <Fact name="Attempt">{run.attempt}</Fact>
      {run.worker !== undefined && (
        <Fact name="Worker">
          <Ellipsis text={run.worker} />
        </Fact>
      )}
      <Fact name="Pool">
        <Ellipsis text={run.pool} />
      </Fact>
      <Fact name="Project">
        <Ellipsis text={run.project} />
      </Fact>
      <Fact name="Submitted">
        <Age time={row.submitted} />
      </Fact>
      {!Number.isNaN(row.started) && (
        <Fact name="Duration">
          <Elapsed row={row} />
        </Fact>
      )}
      {run.tags.length > 0 && (
        <Fact name="Tags">
          <span class="tags wrap">
            {run.tags.map(tag => (
              <bdi key={tag} class="tag ellipsis" title={tag}>
                {tag}
              </bdi>
            ))}
          </span>
        </Fact>
      )}
      <Fact name="Id">
        <code class="break">{run.id}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Pace({ row }: { row: Row }) {
  const stepsPerSecond = paceOf(row, now.value);
  return <>{Number.isNaN(stepsPerSecond) ? '–' : `${formatValue(stepsPerSecond)} steps/s`}</>;
}

function Elapsed({ row }: { row: Row }) {
  const end = isOver(row.run) && !Number.isNaN(row.ended) ? row.ended : now.value;
  return <>{formatDuration(end - row.started)}</>;
}
