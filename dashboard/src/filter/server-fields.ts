import type { Expression } from './parse.ts';

/** What the server knows of a run and a row of the table does not have. */
const ON_SERVER =
  /^(dataset|project)$|^(params|best|min|max|dataset|model|input|augmentation|optimizer|schedule|training|evaluation|resources)\./i;

/** Whether only the server can say which runs an expression is true of. */
export function needsServer(expression: Expression): boolean {
  switch (expression.kind) {
    case 'all':
    case 'text':
      return false;
    case 'not':
      return needsServer(expression.inner);
    case 'and':
    case 'or':
      return needsServer(expression.left) || needsServer(expression.right);
    default:
      return ON_SERVER.test(expression.field);
  }
}
