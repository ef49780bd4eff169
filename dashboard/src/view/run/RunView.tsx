export function RunView() {
  return <p>soon</p>;
}
