import type { TabProps } from '../tabs.ts';
import { Timeline } from './Timeline.tsx';

export function AttemptsTab({ detail }: TabProps) {
  const attempts = detail.attempts.value;
  return attempts.length === 0 ? (
    <p class="empty">{detail.loaded.value ? 'No worker has taken it yet.' : 'Loading …'}</p>
  ) : (
    <Timeline attempts={attempts} />
  );
}
