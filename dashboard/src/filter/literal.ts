import type { Look } from '../table/columns.ts';
import type { Value } from './parse.ts';
import { FilterError } from './tokens.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const PERCENT = /^(-?(?:\d+\.?\d*|\.\d+))%$/;
const SPAN = /^(\d{1,9}(?:\.\d{1,3})?)([smhdw])$/;
const MILLIS = { s: 1e3, m: 6e4, h: 3.6e6, d: 8.64e7, w: 6.048e8 } as const;
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A value as a number, of times and spans in milliseconds; NaN for what is compared as text. */
export function literal({ text, at }: Value, look: Look): number {
  switch (look) {
    case 'time':
      return known(timeOf(text), 'a day, a time, now, today, yesterday or -7d', text, at);
    case 'span':
      return known(spanOf(text), 'a length such as 90s, 5m, 2h, 3d or 1w', text, at);
    case 'progress':
    case 'value':
    case 'count':
      return known(numberOf(text), 'a number such as 0.9, 90% or 1e-4', text, at);
    default:
      return Number.NaN;
  }
}

function known(number: number | undefined, allowed: string, text: string, at: number): number {
  if (number === undefined || (Number.isNaN(number) && text.toLowerCase() !== 'nan')) {
    throw new FilterError(`'${text}' at character ${at + 1} is not ${allowed}.`, at);
  }
  return number;
}

function numberOf(text: string): number | undefined {
  const percent = PERCENT.exec(text);
  if (percent !== null) {
    return Number(percent[1]) / 100;
  }
  switch (text.toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'infinity':
    case '∞':
      return Number.POSITIVE_INFINITY;
    case '-infinity':
    case '−∞':
      return Number.NEGATIVE_INFINITY;
    default:
      return NUMBER.test(text) ? Number(text) : undefined;
  }
}

function spanOf(text: string): number | undefined {
  const span = SPAN.exec(text);
  return span === null ? undefined : Number(span[1]) * MILLIS[span[2] as keyof typeof MILLIS];
}

/** Days and times without an offset are UTC, so that a filter means the same to everybody. */
function timeOf(text: string): number | undefined {
  if (text.startsWith('-')) {
    const back = spanOf(text.slice(1));
    return back === undefined ? undefined : Date.now() - back;
  }
  switch (text.toLowerCase()) {
    case 'now':
      return Date.now();
    case 'today':
      return startOfDay();
    case 'yesterday':
      return startOfDay() - MILLIS.d;
    default: {
      const match = TIME.exec(text);
      return match === null
        ? undefined
        : Date.parse(match[1] !== undefined && match[4] === undefined ? `${text}Z` : text);
    }
  }
}

const startOfDay = (): number => Math.floor(Date.now() / MILLIS.d) * MILLIS.d;
