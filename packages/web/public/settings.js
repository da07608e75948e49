// Runs before the page is drawn: the colours and the text size that this person chose before.
(() => {
  const { dataset } = document.documentElement;
  try {
    for (const name of ["theme", "text"]) {
      const chosen = localStorage.getItem(`suanquan.${name}`);
      if (chosen !== null) dataset[name] = chosen;
    }
  } catch {
    // Storage may be forbidden; the page then looks as the system says.
  }
})();
