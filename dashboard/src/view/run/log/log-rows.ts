import type { LogLevel, LogLine } from '../../../api/types.ts';

export const LEVELS: readonly { key: LogLevel; label: string }[] = [
  { key: 'info', label: 'Everything' },
  { key: 'warn', label: 'Warnings and errors' },
  { key: 'error', label: 'Errors' },
];

/** One line on the screen; only the first of a message has its time. */
export interface LogRow {
  readonly key: string;
  readonly line: LogLine;
  readonly isFirst: boolean;
  readonly text: string;
}

/** The lines of at least a level that contain a text, one row each line break. */
export function logRows(lines: readonly LogLine[], level: string, search: string): LogRow[] {
  const wanted = search.toLowerCase();
  const least = rank(level);
  return lines
    .filter(line => rank(line.level) >= least && line.message.toLowerCase().includes(wanted))
    .flatMap(line =>
      line.message.split(/\r\n|\r|\n/).map((text, part) => ({
        key: `${line.id}:${part}`,
        line,
        isFirst: part === 0,
        text,
      })),
    );
}

const rank = (level: string): number =>
  Math.max(
    0,
    LEVELS.findIndex(each => each.key === level.toLowerCase()),
  );
