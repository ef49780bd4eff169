/**
 * Makes a task that may be asked for as often as one likes: it runs once the pause is over, one at
 * a time, and once more where it was asked for meanwhile. A failure is left to the next time.
 */
export function throttled(millis: number, task: () => Promise<void>): () => void {
  let isWanted = false;
  let isBusy = false;
  const turn = async () => {
    isWanted = false;
    try {
      await task();
    } catch {
      // The page says elsewhere that the server is away; the next event asks again.
    }
    isBusy = false;
    if (isWanted) {
      ask();
    }
  };
  const ask = () => {
    isWanted = true;
    if (!isBusy) {
      isBusy = true;
      setTimeout(() => void turn(), millis);
    }
  };
  return ask;
}
