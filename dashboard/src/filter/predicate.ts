import type { Row } from '../store/row.ts';
import { fieldOf } from '../table/columns.ts';
import type { Expression } from './parse.ts';
import type { Operator } from './tokens.ts';

export type Predicate = (row: Row) => boolean;
type Content = string | number | readonly string[] | undefined;

/** The test that an expression stands for. */
export function predicate(expression: Expression): Predicate {
  switch (expression.kind) {
    case 'all':
      return () => true;
    case 'text': {
      const text = expression.text.toLowerCase();
      return row => row.text.includes(text);
    }
    case 'not': {
      const inner = predicate(expression.inner);
      return row => !inner(row);
    }
    case 'and': {
      const [left, right] = [predicate(expression.left), predicate(expression.right)];
      return row => left(row) && right(row);
    }
    case 'or': {
      const [left, right] = [predicate(expression.left), predicate(expression.right)];
      return row => left(row) || right(row);
    }
    case 'in': {
      const tests = expression.values.map(value => comparison('=', value));
      const content = fieldOf(expression.field);
      return row => tests.some(test => test(content(row)));
    }
    case 'compare': {
      const test = comparison(expression.operator, expression.value);
      const content = fieldOf(expression.field);
      return row => test(content(row));
    }
  }
}

function comparison(operator: Operator, written: string): (content: Content) => boolean {
  const text = written.toLowerCase();
  const number = numberFrom(written);
  if (operator === '!=') {
    const same = comparison('=', written);
    return content => !same(content);
  }
  return content => {
    if (content === undefined) {
      return false;
    }
    if (typeof content === 'number') {
      return operator === '~'
        ? String(content).includes(text)
        : compareNumbers(operator, content, number);
    }
    const texts = typeof content === 'string' ? [content] : content;
    return texts.some(each => compareTexts(operator, each.toLowerCase(), text));
  };
}

function compareNumbers(operator: Operator, content: number, wanted: number): boolean {
  switch (operator) {
    case '=':
      return Object.is(content, wanted) || content === wanted;
    case '<':
      return content < wanted;
    case '<=':
      return content <= wanted;
    case '>':
      return content > wanted;
    case '>=':
      return content >= wanted;
    default:
      return false;
  }
}

function compareTexts(operator: Operator, content: string, wanted: string): boolean {
  switch (operator) {
    case '=':
      return content === wanted;
    case '~':
      return content.includes(wanted);
    case '<':
      return content < wanted;
    case '<=':
      return content <= wanted;
    case '>':
      return content > wanted;
    case '>=':
      return content >= wanted;
    default:
      return false;
  }
}

const PERCENT = /^(-?[\d.]+)%$/;
const SPAN = /^([\d.]+)(s|m|h|d)$/;
const MILLIS = { s: 1e3, m: 6e4, h: 3.6e6, d: 8.64e7 } as const;

/** A number, a percentage (0.9 for 90%), a span (ms for 5m) or a day (ms for 2026-01-31). */
function numberFrom(written: string): number {
  const percent = PERCENT.exec(written);
  if (percent !== null) {
    return Number(percent[1]) / 100;
  }
  const span = SPAN.exec(written);
  if (span !== null) {
    return Number(span[1]) * MILLIS[span[2] as keyof typeof MILLIS];
  }
  if (/^\d{4}-\d\d/.test(written)) {
    return Date.parse(written);
  }
  if (written === '∞' || written === '−∞') {
    return written === '∞' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }
  return written === '' ? Number.NaN : Number(written);
}
