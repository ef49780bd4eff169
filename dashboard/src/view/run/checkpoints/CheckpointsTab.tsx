import { fileAddress } from '../../../api/runs.ts';
import type { Checkpoint } from '../../../api/types.ts';
import { numberOf } from '../../../api/wire-number.ts';
import { formatBytes, formatCount, formatValue } from '../../../format/numbers.ts';
import { timeOf } from '../../../store/row.ts';
import { Age } from '../../parts/Age.tsx';
import { ScrollBox } from '../../parts/ScrollBox.tsx';
import type { TabProps } from '../tabs.ts';

export function CheckpointsTab({ detail }: TabProps) {
  const checkpoints = [...detail.checkpoints.value].sort((a, b) => b.step - a.step);
  if (checkpoints.length === 0) {
    return (
      <p class="empty">
        {detail.loaded.value
          ? 'No checkpoint yet: the first is written after an epoch.'
          : 'Loading …'}
      </p>
    );
  }
  return (
    <ScrollBox label="Checkpoints">
      <table class="numbers" data-testid="checkpoints">
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            <th scope="col">Step</th>
            <th scope="col">Role</th>
            <th scope="col">Accuracy</th>
            <th scope="col">Loss</th>
            <th scope="col">Attempt</th>
            <th scope="col">Published</th>
            <th scope="col">Files</th>
          </tr>
        </thead>
        <tbody>
          {checkpoints.map(checkpoint => (
            <CheckpointRow key={checkpoint.id} checkpoint={checkpoint} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function CheckpointRow({ checkpoint }: { checkpoint: Checkpoint }) {
  // Of the validation images, which chose it; of the test images where nothing was chosen.
  const split = Object.hasOwn(checkpoint.values, 'validation.loss') ? 'validation' : 'test';
  const value = (measure: string) => {
    const name = `${split}.${measure}`;
    return Object.hasOwn(checkpoint.values, name)
      ? `${formatValue(numberOf(checkpoint.values[name]))} ${split}`
      : '–';
  };
  return (
    <tr data-checkpoint={checkpoint.id}>
      <td>{formatCount(checkpoint.epoch)}</td>
      <td>{formatCount(checkpoint.step)}</td>
      <td>
        <span class="tags">
          {checkpoint.roles.map(role => (
            <span key={role} class="tag">
              {role}
            </span>
          ))}
        </span>
      </td>
      <td>{value('accuracy')}</td>
      <td>{value('loss')}</td>
      <td>{checkpoint.attempt}</td>
      <td>
        <Age time={timeOf(checkpoint.publishedAt)} />
      </td>
      <td>
        <ul class="files">
          {checkpoint.files.map(file => (
            <li key={file.name}>
              <a
                href={fileAddress(checkpoint, file)}
                download={file.name}
                title={`SHA-256 ${file.sha256}`}
              >
                <bdi>{file.name}</bdi>
              </a>{' '}
              <span class="muted">{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
