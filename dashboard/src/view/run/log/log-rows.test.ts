import { expect, test } from 'vitest';
import type { LogLevel, LogLine } from '../../../api/types.ts';
import { logRows } from './log-rows.ts';

const line = (id: number, level: LogLevel, message: string): LogLine => ({
  id,
  attempt: 1,
  at: '2026-01-02T03:04:05Z',
  level,
  message,
});
const lines = [
  line(1, 'info', 'Started'),
  line(2, 'warn', 'one\ntwo'),
  line(3, 'error', 'started late'),
];
const texts = (level: string, search: string) => logRows(lines, level, search).map(row => row.text);

test('shows a row for each line of a message', () => {
  expect(texts('info', '')).toEqual(['Started', 'one', 'two', 'started late']);
});

test('keeps what is at least of the level and contains the text', () => {
  expect(texts('warn', '')).toEqual(['one', 'two', 'started late']);
  expect(texts('error', '')).toEqual(['started late']);
  expect(texts('info', 'STARTED')).toEqual(['Started', 'started late']);
});

test('shows everything where the address names no level there is', () => {
  expect(texts('loud', '')).toHaveLength(4);
});
