export function WorkersView() {
  return <p>soon</p>;
}
