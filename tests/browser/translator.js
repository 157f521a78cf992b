// Does to a page what Google Translate does: puts every text node, also those that come later, into
// two <font> elements, changes the language of the page, and leaves the words alone, so that a test
// can compare them.
(() => {
  const SKIPPED = "script, style, textarea, title, option, svg, font, [translate=no], .notranslate";

  function wrap(text) {
    if (!text.parentElement || text.parentElement.closest(SKIPPED) || !text.data.trim()) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    outer.dir = "auto";
    outer.style.verticalAlign = "inherit";
    inner.style.verticalAlign = "inherit";
    text.replaceWith(outer);
    inner.append(text.data);
    outer.append(inner);
  }

  function translate(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = root.nodeType === Node.TEXT_NODE ? [root] : [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(wrap);
  }

  const changedIn = (record) =>
    record.type === "characterData" ? [record.target] : [...record.addedNodes];

  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("translated-ltr");
    translate(document.body);
    new MutationObserver((records) => records.flatMap(changedIn).forEach(translate)).observe(
      document.body,
      { childList: true, characterData: true, subtree: true },
    );
  });
})();
