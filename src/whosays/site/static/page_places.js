// A link to a place leads there, also where widgets come, and grow, after the page.
(() => {
  window.whosays ??= {};
  const { whosays } = window;
  whosays.places = new Map(); // id that a widget has replaced -> the widget's place
  const WAITING = "[data-widget-near]:not([data-widget-ready], [data-widget-failed])";
  const HOLD = 600; // ms
  let aim = ""; // id of what is to be on top until all is there, or until the reader moves
  let hasLanded = false; // all is there, and what a search has found may be shown

  function idOf(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  // A widget that shows one question at a time is told which one is asked for.
  function tellWidget(id) {
    const place = whosays.places.get(id);
    const detail = { id, item: id.replace(/^[a-z]+-/, "") };
    place?.lastElementChild?.dispatchEvent(
      new CustomEvent("whosays:show", { bubbles: true, detail }),
    );
  }

  // The element, or the closest around it that is seen.
  function seen(id) {
    let target = document.getElementById(id) ?? whosays.places.get(id);
    while (target && target.getClientRects().length === 0) target = target.parentElement;
    return target;
  }

  function unfold(id) {
    const target = document.getElementById(id);
    if (target?.closest(".site-run, .site-code, .site-launch")) whosays.showPython();
    let fold = target?.closest("details");
    while (fold) {
      fold.open = true;
      fold = fold.parentElement.closest("details");
    }
  }

  function align() {
    if (!aim) return;
    seen(aim)?.scrollIntoView({ block: "start", behavior: "instant" });
    if (hasLanded) document.dispatchEvent(new Event("whosays:landed"));
  }

  function letGo() {
    aim = "";
  }

  // Once what is seen now has been drawn, and all that watch for it have been told: they are told in
  // the order in which they began to watch.
  function onceDrawn(action) {
    const watch = new IntersectionObserver(() => {
      watch.disconnect();
      action();
    });
    watch.observe(document.querySelector("main"));
  }

  function settle() {
    align();
    if (aim && document.readyState === "complete" && !document.querySelector(WAITING)) {
      onceDrawn(() => {
        align();
        // What has come near by now is only known by now: it starts, and tells when it is ready.
        if (document.querySelector(WAITING)) return;
        hasLanded = true;
        document.dispatchEvent(new Event("whosays:landed"));
        // A question is drawn when it is first seen, and its set grows with it.
        setTimeout(letGo, HOLD);
      });
    }
  }

  function goTo(id) {
    aim = id;
    hasLanded = false;
    unfold(id);
    tellWidget(id);
    settle();
  }

  document.addEventListener("whosays:ready", () => {
    if (aim) tellWidget(aim);
    settle();
  });
  addEventListener("load", settle);
  addEventListener("hashchange", () => goTo(idOf(location.hash)));
  for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(moved, letGo, { passive: true });
  }
  new ResizeObserver(() => requestAnimationFrame(align)).observe(document.querySelector("main"));

  /** Whether the page still keeps to a place on which it has landed. */
  whosays.keeps = () => hasLanded && aim !== "";

  // Whoever comes back or reloads is where they were: the browser sees to it.
  whosays.arrive = () => {
    const how = performance.getEntriesByType("navigation")[0]?.type ?? "navigate";
    if (location.hash.length > 1 && how === "navigate") goTo(idOf(location.hash));
  };
})();
