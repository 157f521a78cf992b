// What a reader can change runs in the page where the site has Python for it (lite/): what that takes
// comes once a piece of it is seen.
(() => {
  const { liveSrc, liveFolder } = document.querySelector("main").dataset;
  if (!liveSrc) return;
  const cells = document.querySelectorAll(".site-run .tag_change");

  function bring() {
    if (location.protocol !== "file:") {
      window.whosays.load(liveSrc).catch(() => null); // the code can still be read
      return;
    }
    const line = document.createElement("p");
    line.className = "site-live-note";
    line.textContent = liveFolder;
    cells[0].before(line);
  }

  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    bring();
  });
  for (const cell of cells) watch.observe(cell);
})();
