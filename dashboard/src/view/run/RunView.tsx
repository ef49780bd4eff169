import { useComputed } from '@preact/signals';
import '../../style/run.css';
import '../../style/evaluation.css';
import type { ViewProps } from '../../routes.ts';
import { runs } from '../../store/runs.ts';
import { parameter } from '../../url/location.ts';
import { useTitle } from '../parts/title.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { MetricTiles } from './MetricTiles.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunTabs } from './RunTabs.tsx';
import { tabOf } from './tabs.ts';
import { useDetail } from './use-detail.ts';
import { WaitingNotice } from './WaitingNotice.tsx';

export function RunView({ argument: id }: ViewProps) {
  const detail = useDetail(id);
  const row = useComputed(() => (runs.rows.value.length >= 0 ? runs.row(id) : undefined)).value;
  useTitle(row?.run.name ?? 'Run');
  if (row === undefined) {
    const problem = detail.failure.value;
    return (
      <section class="empty">
        <h1>{problem === null ? 'Loading …' : 'This run cannot be shown'}</h1>
        {problem !== null && (
          <p role="alert">
            {problem} <a href="/">See all runs</a>.
          </p>
        )}
      </section>
    );
  }
  const tab = tabOf(parameter('tab'));
  const Tab = tab.view;
  return (
    <article class="run">
      <RunHeader row={row} />
      <FailureNotice run={row.run} />
      <WaitingNotice run={row.run} />
      <RunFacts row={row} />
      <MetricTiles run={row.run} />
      <RunTabs current={tab.key} />
      {detail.failure.value !== null && (
        <p class="notice" role="alert">
          Not everything could be loaded: {detail.failure.value}
        </p>
      )}
      <Tab detail={detail} row={row} />
    </article>
  );
}
