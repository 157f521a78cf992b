// What a page does without a widget: colour mode, the book's contents, the page's contents.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(min-width: 60rem)");
  const roomy = matchMedia("(min-width: 75rem)");
  const KEY = "whosays:mode";
  const MODES = ["auto", "light", "dark"];

  // --- Colour mode: nothing is stored before the reader presses the button. -------------------

  function showMode() {
    // What is stored may be anything.
    if (!MODES.includes(root.dataset.mode)) root.dataset.mode = "auto";
    const { mode } = root.dataset;
    const systems = dark.matches ? "dark" : "light";
    root.dataset.theme = mode === "auto" ? systems : mode;
    for (const button of document.querySelectorAll("[data-ws-mode]")) {
      button.querySelector("[data-ws-mode-name]").textContent = button.dataset[mode];
    }
  }

  function nextMode() {
    // The first press always changes what is seen.
    const order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    root.dataset.mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    try {
      if (root.dataset.mode === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, root.dataset.mode);
    } catch {
      // Storage is refused: the mode holds for this page.
    }
    showMode();
  }

  // --- The book's contents: a column where there is room, a drawer where there is not. --------

  function setUpContents() {
    const panel = document.getElementById("site-navigation");
    const page = document.querySelector(".site-page");
    const opener = document.querySelector(".site-bar [data-ws-nav]");
    if (!panel || !opener) return;

    function isOpen() {
      return root.dataset.nav ? root.dataset.nav === "open" : wide.matches;
    }

    function show(open) {
      root.dataset.nav = open ? "open" : "closed";
      announce();
    }

    function announce() {
      opener.setAttribute("aria-expanded", String(isOpen()));
      page.inert = isOpen() && !wide.matches;
    }

    function toggle() {
      show(!isOpen());
      if (wide.matches) return;
      if (isOpen()) panel.querySelector("button").focus();
      else opener.focus();
    }

    for (const button of document.querySelectorAll("[data-ws-nav]")) {
      button.addEventListener("click", toggle);
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && page.inert) toggle();
    });
    document.addEventListener("click", (event) => {
      const beside = !panel.contains(event.target) && !opener.contains(event.target);
      if (page.inert && beside) toggle();
    });
    wide.addEventListener("change", () => {
      delete root.dataset.nav;
      announce();
    });
    announce();

    // Once it is laid out anyway: asking now would lay out all of the page before it is seen.
    const here = panel.querySelector("a.current, [aria-current]");
    const isAt = new IntersectionObserver(
      ([{ boundingClientRect, rootBounds }]) => {
        isAt.disconnect();
        if (rootBounds)
          panel.scrollTop += boundingClientRect.top - rootBounds.top - rootBounds.height / 2;
      },
      { root: panel },
    );
    if (here) isAt.observe(here);
  }

  // --- The page's contents: open in the margin, folded where it would push the text down. -----

  function setUpPageContents() {
    const box = document.querySelector(".site-toc");
    if (!box) return;
    const unfold = () => {
      box.open = roomy.matches;
    };
    roomy.addEventListener("change", unfold);
    unfold();

    const links = new Map();
    for (const link of box.querySelectorAll("a[href^='#']")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    const seen = new Set();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target);
          else seen.delete(target);
        }
        const current = [...links.keys()].filter((section) => seen.has(section)).pop();
        for (const [section, link] of links) {
          if (section === current) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "-10% 0px -70% 0px" },
    );
    for (const section of links.keys()) watch.observe(section);
  }

  // --- What scrolls sideways can be reached by keyboard, and only then is a stop on the way. ---

  function setUpScrolling() {
    const main = document.querySelector("main");
    const boxes = document.querySelectorAll(".site-scroll, main pre, .cell_output .output");
    const look = (entries) => {
      // All is measured before anything is changed, so that the page is laid out once.
      const measured = entries.map(({ target }) => [
        target,
        target.scrollWidth > target.clientWidth,
      ]);
      for (const [target, scrolls] of measured) {
        if (scrolls) {
          target.tabIndex = 0;
          target.setAttribute("role", "group");
          target.setAttribute("aria-label", main.dataset.scrolls);
        } else if (target.getAttribute("aria-label") === main.dataset.scrolls) {
          target.removeAttribute("tabindex");
          target.removeAttribute("role");
          target.removeAttribute("aria-label");
        }
      }
    };
    // A frame later: measuring lays out, and may resize what is being reported (an error, in Firefox).
    const watch = new ResizeObserver((entries) => requestAnimationFrame(() => look(entries)));
    for (const box of boxes) watch.observe(box);
  }

  // --- Where the widgets do not start, their static forms are whole: see quiz.css. -------------

  function setUpStaticForms() {
    const look = () => {
      if (!window.whosays.part) root.dataset.static = ""; // host.js has not come
    };
    if (document.readyState === "complete") look();
    else addEventListener("load", look);
  }

  // --- Printing: dark on light, and what is folded is part of the page, answers aside. --------

  function setUpPrinting() {
    // Who prints a lesson is asked by it. With `?key` in the address the answers are printed as well.
    const closed = new URLSearchParams(location.search).has("key") ? "" : ", .ws-key";
    let folded = [];
    addEventListener("beforeprint", () => {
      root.dataset.theme = "light";
      folded = [...document.querySelectorAll(`main details:not([open]${closed})`)];
      for (const details of folded) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of folded) details.open = false;
      showMode();
    });
  }

  for (const button of document.querySelectorAll("[data-ws-mode]")) {
    button.addEventListener("click", nextMode);
  }
  dark.addEventListener("change", showMode);
  showMode();
  setUpContents();
  setUpPageContents();
  setUpScrolling();
  setUpStaticForms();
  setUpPrinting();
  // What marks words is there first, where the address names any: it waits for the landing.
  const { arrive, load } = window.whosays;
  const marks = document.querySelector(".site-found[data-src]");
  const wantsMarks = new URLSearchParams(location.search).has("mark");
  if (marks && wantsMarks) load(marks.dataset.src).then(arrive, arrive);
  else arrive();
})();
