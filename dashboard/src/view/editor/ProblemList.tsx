import type { Check } from './use-check.ts';

interface Props {
  id: string;
  check: Check;
  goTo: (line: number) => void;
}

/** Every problem with its line, which a click goes to. */
export function ProblemList({ id, check, goTo }: Props) {
  return (
    <section
      class="card part problems"
      aria-label="Problems"
      data-testid="problems"
      data-state={check.state}
    >
      <h2>{headline(check)}</h2>
      <ul id={id} aria-live="polite">
        {check.problems.map(problem => (
          <li key={`${problem.path}:${problem.message}`} data-line={problem.line}>
            <button type="button" class="small" onClick={() => goTo(problem.line)}>
              Line {problem.line}
            </button>{' '}
            <bdi class="break">{problem.message}</bdi>
          </li>
        ))}
      </ul>
      {check.note !== undefined && <p class="muted">{check.note}</p>}
    </section>
  );
}

function headline(check: Check): string {
  switch (check.state) {
    case 'checking':
      return 'Checking …';
    case 'valid':
      return 'No problems';
    case 'unknown':
      return 'Not checked';
    case 'invalid':
      return check.problems.length === 1 ? '1 problem' : `${check.problems.length} problems`;
  }
}
