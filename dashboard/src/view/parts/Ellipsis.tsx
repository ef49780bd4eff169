/** Text of any length and direction in a room of its own: it cannot reorder what is around it. */
export function Ellipsis({ text, class: more = '' }: { text: string; class?: string }) {
  return (
    <bdi class={`ellipsis ${more}`} title={text}>
      {text}
    </bdi>
  );
}
