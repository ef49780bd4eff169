export function TriggersView() {
  return <p>soon</p>;
}
