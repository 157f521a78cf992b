// Code, what can be changed, and where to run it: shown to those who ask for it.
(() => {
  const root = document.documentElement;
  const KEY = "whosays:run";

  function show() {
    const wanted = root.dataset.run === "on";
    for (const box of document.querySelectorAll("[data-ws-run]")) box.checked = wanted;
    for (const part of document.querySelectorAll(".site-run > details")) part.open = wanted;
    const lite = document.querySelector(".site-lite");
    // Before it comes the button is a plain link.
    if (wanted && lite) window.whosays.load(lite.dataset.src).catch(() => null);
  }

  function change({ target }) {
    const before = target.getBoundingClientRect().top;
    if (target.checked) root.dataset.run = "on";
    else delete root.dataset.run;
    try {
      if (target.checked) localStorage.setItem(KEY, "on");
      else localStorage.removeItem(KEY);
    } catch {
      // Storage is refused: the choice holds for this page.
    }
    show();
    // Code appears all over the page: the box that was pressed stays where it was pressed.
    scrollBy({ top: target.getBoundingClientRect().top - before, behavior: "instant" });
  }

  // A link that leads to such a part shows it, and keeps nothing.
  window.whosays.showPython = () => {
    root.dataset.run = "on";
    show();
  };

  for (const box of document.querySelectorAll("[data-ws-run]")) {
    box.addEventListener("change", change);
  }
  show();
})();
