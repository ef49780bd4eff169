import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { PlacedProblem } from '../../editor/document.ts';
import { highlight } from '../../editor/highlight.ts';

interface Props {
  text: ReadonlySignal<string>;
  problems: readonly PlacedProblem[];
  children: ComponentChildren;
}

/** Line numbers and colours under the text area; grows with the text, so one box scrolls it all. */
export function EditorPaper({ text, problems, children }: Props) {
  const lines = text.value.split('\n');
  const marked = new Set(problems.map(problem => problem.line));
  return (
    <div class="editor-scroll">
      <div class="editor-gutter" aria-hidden="true">
        {lines.map((_, index) => (
          <span key={index} data-problem={marked.has(index + 1)}>
            {index + 1}
          </span>
        ))}
      </div>
      <div class="editor-paper">
        <pre class="editor-copy" aria-hidden="true">
          {lines.map((line, index) => (
            <span key={index} class="editor-line" data-problem={marked.has(index + 1)}>
              {highlight(line).map((piece, at) => (
                <span key={at} data-ink={piece.ink}>
                  {piece.text}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </pre>
        {children}
      </div>
    </div>
  );
}
