import type { Suggestion } from '../../editor/complete.ts';

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  chosen: number;
  text: string;
  /** Where the word begins that is being completed. */
  at: number;
  accept: (suggestion: Suggestion) => void;
}

const MOST = 30;

/** A list below the word; the focus stays in the text. */
export function Suggestions({ id, suggestions, chosen, text, at, accept }: Props) {
  const before = text.slice(0, at).split('\n');
  const column = before.at(-1)!.length;
  return (
    <div
      id={`${id}-list`}
      class="suggestions"
      role="listbox"
      aria-label="Suggestions"
      style={{
        top: `calc(${before.length} * var(--line-height) + 8px)`,
        left: `calc(${column}ch + 8px)`,
      }}
    >
      {suggestions.slice(0, MOST).map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text area has the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the text area keeps the focus
        <div
          key={suggestion.label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          ref={option => {
            if (index === chosen) {
              option?.scrollIntoView({ block: 'nearest' });
            }
          }}
          onMouseDown={event => event.preventDefault()}
          onClick={() => accept(suggestion)}
        >
          <span>{suggestion.label}</span>
          <span class="muted">{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
