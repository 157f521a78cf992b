((root) => {
  let mode = "auto";
  try {
    mode = localStorage.getItem("whosays:mode") || mode;
    if (localStorage.getItem("whosays:run")) root.dataset.run = "on";
    // The first page keeps room for what it offers to who comes back (page_progress.js).
    if (Object.keys(localStorage).some((key) => key.startsWith("whosays:answer:")))
      root.dataset.returns = "";
  } catch {
    // Storage is refused: the mode is the system's, and nobody is known to come back.
  }
  const systems = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? systems : mode;
})(document.documentElement);
