import { useSignal } from '@preact/signals';
import type { Trigger } from '../../api/types.ts';

/** The only time that the secret is shown. */
export function SecretOnce({ trigger }: { trigger: Trigger }) {
  const copied = useSignal<'no' | 'yes' | 'refused'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(trigger.secret ?? '');
      copied.value = 'yes';
    } catch {
      // Only HTTPS pages and this machine may write to it.
      copied.value = 'refused';
    }
  };
  return (
    <section class="card part secret" aria-labelledby="secret-title">
      <h2 id="secret-title">
        The secret of <bdi>{trigger.name}</bdi>
      </h2>
      <p>It signs the requests that fire this trigger. It is shown now and never again.</p>
      <p class="secret-line">
        <code class="break" data-testid="secret">
          {trigger.secret}
        </code>
        <button type="button" onClick={() => void copy()}>
          Copy
        </button>
        <span role="status">
          {copied.value === 'yes' && 'Copied'}
          {copied.value === 'refused' && 'The browser refused; select it and copy it by hand.'}
        </span>
      </p>
      <p>
        Send signed requests to{' '}
        <code class="break">
          {`${window.location.origin}/api/triggers/${encodeURIComponent(trigger.name)}/deliveries`}
        </code>
      </p>
      <p>
        <a href={`/triggers/${encodeURIComponent(trigger.name)}`}>
          I have kept it: show the trigger
        </a>
      </p>
    </section>
  );
}
