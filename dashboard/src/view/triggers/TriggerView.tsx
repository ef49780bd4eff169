export function TriggerView() {
  return <p>soon</p>;
}
