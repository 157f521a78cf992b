// What a reader can change runs in the page where the site has Python for it (lite/): what that takes
// comes once a piece of it is seen.
(() => {
  const { liveSrc } = document.querySelector("main").dataset;
  if (!liveSrc) return;
  const cells = document.querySelectorAll(".site-run .tag_change");

  async function bring() {
    const isFolder = location.protocol === "file:";
    // From a folder all it needs are words, which are in the script of the button at the end.
    const src = isFolder ? document.querySelector(".site-lite")?.dataset.src : liveSrc;
    try {
      await window.whosays.load(src);
    } catch {
      return; // the code can still be read
    }
    if (!isFolder) return;
    const line = document.createElement("p");
    line.className = "site-live-note";
    line.textContent = window.whosays.launchWords.code;
    cells[0].before(line);
  }

  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    bring();
  });
  for (const cell of cells) watch.observe(cell);
})();
