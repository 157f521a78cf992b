// Colours for code, and a button that copies it, once some is shown: most pages keep theirs folded.
(() => {
  const { codeHref, copySrc, copy, copied } = document.querySelector("main").dataset;
  if (!copySrc) return;

  function fetchBoth() {
    if (!document.querySelector("link[href*='/code.css']")) {
      const colours = document.createElement("link");
      colours.rel = "stylesheet";
      colours.href = codeHref;
      document.head.append(colours);
    }
    // What does not come is no loss to who reads the code.
    window.whosays.load(copySrc, { copy, copied }).catch(() => null);
  }

  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      fetchBoth();
    },
    { rootMargin: "1000000px" }, // shown, wherever on the page
  );
  for (const code of document.querySelectorAll("div.highlight pre")) watch.observe(code);
})();
