import type { Row } from '../store/row.ts';
import { fieldOf, lookOf } from '../table/columns.ts';
import { literal } from './literal.ts';
import type { Expression, Value } from './parse.ts';
import { FilterError, type Operator } from './tokens.ts';

export type Predicate = (row: Row) => boolean;
type Content = string | number | readonly string[] | undefined;

/** The test that an expression stands for. Throws FilterError where a value is none of its field. */
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
      const tests = expression.values.map(value => comparison(expression.field, '=', value));
      const content = fieldOf(expression.field);
      return row => tests.some(test => test(content(row)));
    }
    case 'compare': {
      const test = comparison(expression.field, expression.operator, expression.value);
      const content = fieldOf(expression.field);
      return row => test(content(row));
    }
    case 'like': {
      const pattern = likeness(expression.pattern);
      const content = fieldOf(expression.field);
      return row => textsOf(content(row)).some(text => pattern.test(text));
    }
    case 'null': {
      const content = fieldOf(expression.field);
      return row => textsOf(content(row)).length === 0;
    }
  }
}

function comparison(
  field: string,
  operator: Operator,
  value: Value,
): (content: Content) => boolean {
  if (operator === '!=') {
    const same = comparison(field, '=', value);
    return content => !same(content);
  }
  const look = lookOf(field);
  if (operator === '~') {
    if (look === 'time' || look === 'span') {
      throw new FilterError(`${field} is no text that something could be found in.`, value.at);
    }
    const text = value.text.toLowerCase();
    return content => textsOf(content).some(each => each.toLowerCase().includes(text));
  }
  const number = literal(value, look);
  const text = value.text.toLowerCase();
  return content => {
    if (typeof content === 'number') {
      return compareNumbers(operator, content, number);
    }
    return textsOf(content).some(each => compareTexts(operator, each.toLowerCase(), text));
  };
}

function textsOf(content: Content): readonly string[] {
  if (content === undefined) {
    return [];
  }
  return typeof content === 'object' ? content : [String(content)];
}

/** SQL's pattern: any text for %, a character for _, and \\ before one of these for itself. */
function likeness(pattern: string): RegExp {
  const source = pattern.replace(/\\([\s\S])|[%_]+|[\s\S]/g, (part, escaped?: string) => {
    if (escaped === undefined && /^[%_]/.test(part)) {
      // Several % in a row are one, or an unlike text would be tried in a great many ways.
      const least = part.replaceAll('%', '').length;
      return part.includes('%') ? `[^]{${least},}` : `[^]{${least}}`;
    }
    return (escaped ?? part).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'i');
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
