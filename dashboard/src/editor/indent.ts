/** What a line break at the caret is followed by: the indent, deeper below an open key. */
export function indentAfter(text: string, caret: number): string {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const [, lead, dash] = /^(\s*)((?:- +)*)/.exec(line) ?? ['', '', ''];
  const deeper = /:\s*$/.test(line) ? '  ' : '';
  return lead + ' '.repeat(dash!.length) + deeper;
}
