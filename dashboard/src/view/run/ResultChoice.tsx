import type { Evaluation } from '../../api/types.ts';
import { formatCount } from '../../format/numbers.ts';
import { parameter, setParameters } from '../../url/location.ts';

interface Props {
  evaluations: readonly Evaluation[] | null;
  shown: Evaluation;
}

/** Which of a run's results is looked at; the address remembers it for every tab. */
export function ResultChoice({ evaluations, shown }: Props) {
  return (
    <label>
      Result
      <select
        value={keyOf(shown)}
        onChange={event => setParameters({ result: event.currentTarget.value })}
      >
        {evaluations?.map(each => (
          <option key={keyOf(each)} value={keyOf(each)}>
            {each.split}, step {formatCount(each.step)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The result that the address names, else the last one. */
export function chosen(evaluations: readonly Evaluation[] | null): Evaluation | undefined {
  const wanted = parameter('result');
  return evaluations?.find(each => keyOf(each) === wanted) ?? evaluations?.at(-1);
}

export const keyOf = (evaluation: Evaluation): string => `${evaluation.split}@${evaluation.step}`;
