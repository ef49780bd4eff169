import { quote } from './tokens.ts';

/** The filter with one more condition; unchanged where it says so already. */
export function withClause(filter: string, field: string, operator: string, value: string): string {
  const clause = `${quote(field)} ${operator} ${quote(value)}`;
  if (filter.trim() === '') {
    return clause;
  }
  if (filter.includes(clause)) {
    return filter;
  }
  return / or /i.test(filter) ? `(${filter}) and ${clause}` : `${filter} and ${clause}`;
}
