import type { Help } from '../../editor/help.ts';

/** What the schema says about the line of the caret. */
export function HelpPanel({ help }: { help: Help }) {
  return (
    <section class="card part help-panel" aria-label="Help for this line">
      <h2>
        <code>{help.title}</code>
      </h2>
      {help.description !== '' && <p>{help.description}</p>}
      {help.facts.length > 0 && <p class="muted">{help.facts.join(', ')}</p>}
      {help.entries.length > 0 && (
        <dl>
          {help.entries.map(entry => (
            <div key={entry.name}>
              <dt>
                <code>{entry.name}</code>
              </dt>
              <dd class="muted">{entry.description}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
