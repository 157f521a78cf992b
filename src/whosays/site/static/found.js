// Words that a search has found are marked on the page that it leads to: ?mark=word&mark=another.
// Nothing in the page is changed where the browser can highlight by itself, so widgets go on
// undisturbed; where it cannot, widgets have no marks.
(() => {
  const WIDGET = "[data-widget-model]";
  const BLOCK =
    "p, li, dt, dd, tr, h1, h2, h3, h4, h5, h6, figcaption, caption, summary, div, section";
  // What is not to be read, or is there for paper and where no widget comes.
  const APART = ".ws-on-paper, .ws-key, [data-rests] .ws-still";
  const NAME = "site-found";
  const MARGIN = 60; // px that the bars above and below may cover
  const bar = document.querySelector(".site-found");
  const main = document.querySelector("main");
  const address = new URLSearchParams(location.search);
  const words = address
    .getAll("mark")
    .slice(0, 8)
    .map((word) => word.slice(0, 80));
  const canHighlight = Boolean(globalThis.CSS?.highlights);
  let watch = null;
  let waiting = 0;

  // The words as one pattern, whatever signs are in them; what is between them may differ.
  function patternOf(phrases) {
    const found = phrases.map((phrase) => phrase.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
    const longestFirst = found
      .filter((each) => each.length > 0)
      .sort((a, b) => b.length - a.length);
    const parts = longestFirst.map((each) => each.join("[^\\p{L}\\p{M}\\p{N}]+"));
    return new RegExp(
      `(?<![\\p{L}\\p{M}\\p{N}])(?:${parts.join("|")})(?![\\p{L}\\p{M}\\p{N}])`,
      "giu",
    );
  }

  // The texts of the page: a phrase may run over several nodes of a paragraph.
  function paragraphs(root) {
    const held = new Map(); // block -> its text nodes, in order
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (parent.closest("script, style, svg, button, .site-found, .site-code")) continue;
      if (!canHighlight && parent.closest(WIDGET)) continue;
      const block = parent.closest(BLOCK) ?? root;
      if (!held.has(block)) held.set(block, []);
      held.get(block).push(node);
    }
    return held.values();
  }

  // A range for each node that a place touches.
  function* rangesIn(nodes, pattern) {
    const text = nodes.map((node) => node.data).join("");
    for (const { 0: words, index } of text.matchAll(pattern)) {
      let from = 0;
      for (const node of nodes) {
        const start = Math.max(index - from, 0);
        const end = Math.min(index + words.length - from, node.length);
        from += node.length;
        if (start >= end) continue;
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        yield range;
      }
    }
  }

  function find() {
    const pattern = patternOf(words);
    return [...paragraphs(main)].flatMap((nodes) => [...rangesIn(nodes, pattern)]);
  }

  function mark() {
    const ranges = find();
    if (canHighlight) CSS.highlights.set(NAME, new Highlight(...ranges));
    // From the end, so that no range is cut before its turn.
    else for (const range of ranges.reverse()) range.surroundContents(marker());
    bar.hidden = ranges.length === 0;
  }

  function marker() {
    const made = document.createElement("mark");
    made.className = NAME;
    return made;
  }

  function unmark() {
    watch?.disconnect();
    clearTimeout(waiting);
    bar.hidden = true;
    if (canHighlight) CSS.highlights.delete(NAME);
    for (const each of main.querySelectorAll(`mark.${NAME}`)) {
      const around = each.parentNode;
      each.replaceWith(...each.childNodes);
      around.normalize();
    }
    const bare = new URL(location.href);
    bare.searchParams.delete("mark");
    history.replaceState(history.state, "", bare);
    main.focus({ preventScroll: true });
  }

  // Elements with marks in the section that was asked for.
  function marked() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(id) ?? main;
    const marks = canHighlight ? CSS.highlights.get(NAME) : main.querySelectorAll(`mark.${NAME}`);
    return [...marks]
      .map((each) => each.startContainer?.parentElement ?? each)
      .filter((each) => target.contains(each) && !each.closest(APART));
  }

  // A Reader shows one language: its own control brings the other one, too. One that rests wakes first.
  function bringOtherLanguage() {
    const id = decodeURIComponent(location.hash.slice(1));
    const both = document.getElementById(id)?.querySelector('[type="radio"][value="both"]');
    const resting = both?.closest("[data-rests]");
    if (resting) resting.addEventListener("whosays:ready", showFirst, { once: true });
    (resting ?? both)?.click();
    mark();
  }

  // The first place is to be seen, also where it is folded away.
  function showFirst() {
    if (marked().length === 0 && canHighlight) bringOtherLanguage();
    const places = marked();
    const isSeen = (each) => each.getClientRects().length > 0;
    const first = places.find(isSeen) ?? places.find((each) => each.closest("details"));
    if (!first) return;
    for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    const { top, bottom } = first.getBoundingClientRect();
    const isInView = top > MARGIN && bottom < innerHeight - MARGIN;
    if (!isInView) first.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // Widgets come after the page, and change.
  function keepMarking() {
    watch = new MutationObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        mark();
        if (window.whosays.keeps()) showFirst();
      }, 100);
    });
    watch.observe(main, { childList: true, characterData: true, subtree: true });
  }

  function start() {
    mark();
    if (canHighlight) keepMarking();
    bar.querySelector("button").addEventListener("click", unmark);
    const line = bar.querySelector("p");
    line.textContent = line.dataset.says.replace("{words}", () => words.join(", "));
  }

  if (bar && words.some((word) => /[\p{L}\p{N}]/u.test(word))) {
    start();
    document.addEventListener("whosays:landed", showFirst); // page_places.js
  }
})();
