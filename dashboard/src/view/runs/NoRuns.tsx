export function NoRuns() {
  return (
    <section class="empty">
      <h2>No runs yet</h2>
      <p>
        Submit one from a shell with <code>trainyard submit FILE</code>, or write it on the{' '}
        <a href="/submit">Submit page</a>. It appears here by itself.
      </p>
    </section>
  );
}
