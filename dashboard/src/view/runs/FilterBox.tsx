import type { Filter } from './use-filter.ts';

export function FilterBox({ filter }: { filter: Filter }) {
  const problem = filter.problem.value;
  return (
    <search class="filter">
      <label class="visually-hidden" for="filter">
        Filter runs
      </label>
      <input
        id="filter"
        type="search"
        placeholder="Filter: words, or arch = resnet18 and val.accuracy > 0.9"
        autocomplete="off"
        spellcheck={false}
        value={filter.text.value}
        aria-invalid={problem !== null}
        aria-describedby="filter-problem"
        onInput={event => filter.set(event.currentTarget.value)}
      />
      <details class="popover help">
        <summary aria-label="How to write a filter">?</summary>
        <div class="popover-body">
          <p>
            Words are looked for in names, ids, tags, architectures and workers. Conditions compare
            a column or any metric:
          </p>
          <ul>
            <li>
              <code>state = failed</code>, <code>state in (queued, leased)</code>
            </li>
            <li>
              <code>val.accuracy &gt; 0.9</code>, <code>progress &gt;= 50%</code>
            </li>
            <li>
              <code>name ~ "resnet 18"</code> (contains), <code>name like 'res%'</code>,{' '}
              <code>tags = nightly</code>, <code>worker is null</code>
            </li>
            <li>
              <code>duration &gt; 5m</code>, <code>submitted &gt;= 2026-01-31</code>,{' '}
              <code>ended &gt; -7d</code>
            </li>
            <li>
              <code>optimizer.learningRate &lt; 0.1</code>, <code>dataset = digits</code>,{' '}
              <code>best.val.accuracy &gt; 0.9</code>
            </li>
            <li>
              <code>and</code>, <code>or</code>, <code>not</code>, parentheses
            </li>
          </ul>
          <p>A click on a cell, or Enter, adds its value.</p>
        </div>
      </details>
      <p id="filter-problem" class="filter-problem" role="status">
        {problem}
      </p>
    </search>
  );
}
