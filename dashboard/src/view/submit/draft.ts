import { signal } from '@preact/signals';

const EXAMPLE = `# LeNet-5 on the handwritten digits that come with Trainyard.
name: my-first-run
kind: train
dataset: digits
model:
  architecture: lenet5
augmentation: []
optimizer:
  kind: sgd
  learningRate: 0.05
  momentum: 0.9
schedule:
  kind: cosine
  interval: step
training:
  epochs: 10
  batchSize: 32
tags: [example]
`;

/** What is being written; it stays while the page does. */
class Draft {
  readonly text = signal(EXAMPLE);
  private key = '';
  private keyText = '';

  /** One key a text: sending it twice, after a time-out say, makes one run. */
  keyOf(text: string): string {
    if (this.key === '' || this.keyText !== text) {
      this.key = freshKey();
      this.keyText = text;
    }
    return this.key;
  }

  /** The text was taken: sending it again is meant to make another run. */
  forget(): void {
    this.key = '';
  }
}

/** Not randomUUID, which browsers offer to HTTPS pages alone. */
function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

export const draft = new Draft();
