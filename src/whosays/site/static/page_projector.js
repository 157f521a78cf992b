// With `?projector` in the address the questions of a page come one at a time, for a class to look at.
(() => {
  const { projectorSrc, projectorHref } = document.querySelector("main").dataset;
  if (!projectorSrc || !new URLSearchParams(location.search).has("projector")) return;
  // As they stand now: widgets will take their places in a moment.
  const sheets = [...document.querySelectorAll("main .ws-quiz.ws-sheet")];
  window.whosays.sheets = sheets.map((sheet) => sheet.cloneNode(true));
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = projectorHref;
  document.head.append(style);
  // Where it does not come the page is as it is without.
  window.whosays.load(projectorSrc).catch(() => null);
})();
