import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import '../../style/editor.css';
import { complete, type Suggestion } from '../../editor/complete.ts';
import { helpAt } from '../../editor/help.ts';
import { indentAfter } from '../../editor/indent.ts';
import type { Schema } from '../../editor/schema.ts';
import { EditorPaper } from './EditorPaper.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { ProblemList } from './ProblemList.tsx';
import { Suggestions } from './Suggestions.tsx';
import type { Check } from './use-check.ts';

interface Props {
  label: string;
  text: Signal<string>;
  schema: ReadonlySignal<Schema>;
  check: ReadonlySignal<Check>;
}

/** A text area over its own coloured copy: what is edited is plain text, for every kind of user. */
export function YamlEditor({ label, text, schema, check }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const caret = useSignal(0);
  const nextCaret = useRef<number | null>(null);
  const isOpen = useSignal(false);
  const chosen = useSignal(0);
  const completion = useComputed(() =>
    isOpen.value ? complete(schema.value, text.value, caret.value) : { from: 0, suggestions: [] },
  );
  const help = useComputed(() => helpAt(schema.value, text.value, caret.value));
  const suggestions = completion.value.suggestions;
  const isListed = isOpen.value && suggestions.length > 0;

  useLayoutEffect(() => {
    if (nextCaret.current !== null) {
      area.current!.setSelectionRange(nextCaret.current, nextCaret.current);
      caret.value = nextCaret.current;
      nextCaret.current = null;
    }
  });

  const replace = (from: number, to: number, insert: string) => {
    text.value = text.peek().slice(0, from) + insert + text.peek().slice(to);
    nextCaret.current = from + insert.length;
  };
  const accept = (suggestion: Suggestion) => {
    replace(completion.peek().from, caret.peek(), suggestion.insert);
    isOpen.value = suggestion.insert.endsWith(': ');
    chosen.value = 0;
    area.current!.focus();
  };
  const goTo = (line: number) => {
    const at =
      text
        .peek()
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    area.current!.focus();
    area.current!.setSelectionRange(at, at);
    caret.value = at;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const listed = isListed ? suggestions : [];
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      isOpen.value = true;
      chosen.value = 0;
    } else if (event.key === 'Escape' && isOpen.peek()) {
      event.preventDefault();
      isOpen.value = false;
    } else if (listed.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      chosen.value = (chosen.peek() + step + listed.length) % listed.length;
    } else if (listed.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      accept(listed[Math.min(chosen.peek(), listed.length - 1)]!);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const { selectionStart, selectionEnd } = area.current!;
      replace(selectionStart, selectionEnd, `\n${indentAfter(text.peek(), selectionStart)}`);
    }
  };
  const moved = () => {
    caret.value = area.current!.selectionStart;
  };

  return (
    <div class="editor">
      <div class="editor-main card">
        <EditorPaper text={text} problems={check.value.problems}>
          <textarea
            ref={area}
            class="editor-area"
            aria-label={label}
            aria-autocomplete="list"
            aria-controls={isListed ? `${id}-list` : undefined}
            aria-activedescendant={isListed ? `${id}-${chosen.value}` : undefined}
            aria-describedby={`${id}-keys ${id}-problems`}
            aria-invalid={check.value.state === 'invalid'}
            spellcheck={false}
            autocomplete="off"
            wrap="off"
            value={text.value}
            onInput={event => {
              text.value = event.currentTarget.value;
              caret.value = event.currentTarget.selectionStart;
              isOpen.value = true;
              chosen.value = 0;
            }}
            onKeyDown={onKeyDown}
            onKeyUp={moved}
            onClick={() => {
              moved();
              isOpen.value = false;
            }}
            onBlur={() => {
              isOpen.value = false;
            }}
          />
          {isListed && (
            <Suggestions
              id={id}
              suggestions={suggestions}
              chosen={chosen.value}
              text={text.value}
              at={completion.value.from}
              accept={accept}
            />
          )}
        </EditorPaper>
        <p class="editor-keys muted" id={`${id}-keys`}>
          Ctrl+Space completes, Escape closes the list.
        </p>
      </div>
      <div class="editor-side">
        <ProblemList id={`${id}-problems`} check={check.value} goTo={goTo} />
        <HelpPanel help={help.value} />
      </div>
    </div>
  );
}
