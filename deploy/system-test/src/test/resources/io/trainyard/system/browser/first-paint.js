// The first frame with rows, in milliseconds since the navigation began.
new MutationObserver((_, observer) => {
  if (document.querySelector('tr[data-run]') !== null) {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      window.firstRows = performance.now();
    }));
  }
}).observe(document, { childList: true, subtree: true });
