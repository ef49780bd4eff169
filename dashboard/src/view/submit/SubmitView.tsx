export function SubmitView() {
  return <p>soon</p>;
}
