(function (root) {
  var mode = "auto";
  try {
    mode = localStorage.getItem("whosays:mode") || mode;
  } catch (refused) {}
  root.dataset.mode = mode;
  root.dataset.theme =
    mode !== "auto" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
})(document.documentElement);
