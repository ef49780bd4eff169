// From an input to the frame that shows its effect.
(() => {
  const frame = () => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
  const median = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const timed = async act => {
    await frame();
    const start = performance.now();
    act();
    await frame();
    return performance.now() - start;
  };
  window.medianOf = async measure => {
    const times = [];
    for (let index = 0; index < 9; index++) {
      times.push(await measure(index));
    }
    return median(times);
  };
  window.timeSort = () => timed(() => document.querySelectorAll('th button')[4].click());
  window.timeFilter = index =>
    timed(() => {
      const input = document.querySelector('#filter');
      input.value = `arch = lenet5 and val.acc > 0.${index % 2 === 0 ? 6 : 7}`;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  // From frame to frame while every frame scrolls by twenty rows.
  window.timeScroll = async () => {
    const box = document.querySelector('table.runs').parentElement;
    const times = [];
    let last = await new Promise(requestAnimationFrame);
    for (let index = 0; index < 60; index++) {
      box.scrollTop += 700;
      const now = await new Promise(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return median(times);
  };
})();
