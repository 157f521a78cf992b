((root) => {
  let mode = "auto";
  try {
    mode = localStorage.getItem("whosays:mode") || mode;
    if (localStorage.getItem("whosays:run")) root.dataset.run = "on";
  } catch {
    // Storage is refused: the mode is the system's.
  }
  const systems = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? systems : mode;
})(document.documentElement);
