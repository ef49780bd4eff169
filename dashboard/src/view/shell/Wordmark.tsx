/** Two tracks that join into one. */
export function Wordmark() {
  return (
    <>
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
        <path class="mark-main" d="M3 18h7L19 5h3" />
        <path class="mark-side" d="M3 11h4.5l4-6" />
      </svg>
      <span>Trainyard</span>
    </>
  );
}
