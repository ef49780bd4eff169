import { signal } from '@preact/signals';

/** The time, once a second: whoever shows an age or a countdown reads it. */
export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, 1000);
