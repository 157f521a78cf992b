// The passage of a question, with its label and its translation.

/** Nodes of a part with what lies in the stretches lit up. */
function litNodes(text, stretches) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of stretches) {
    if (end <= at) continue;
    nodes.push(text.slice(at, start), el("mark", null, text.slice(Math.max(start, at), end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** Lights up quotations in the paragraphs of a passage in one language. */
function lightUp({ column, parts, nodes }, quotes) {
  for (const [n, { text }] of parts.entries()) {
    nodes[n].replaceChildren(...litNodes(text, stretchesIn(quotes, column, n)));
  }
}

/** Sentences that are left out are no part of what is counted or lit up. */
function withGaps({ parts, nodes }) {
  return nodes.flatMap((node, n) =>
    parts[n].gap ? [el("p", { class: "ws-gap" }, "[…]"), node] : [node],
  );
}

// So many sentences are shown whole beside a single statement.
const FEW_PARTS = 2;

/**
 * A way to show of a long passage only the sentences in which quotations stand; a button brings the
 * others back. Quotations that stand nowhere leave it whole.
 */
function narrowing(node, columns, t) {
  let whole = false;
  let quotes = [];
  const narrow = () => {
    const parts = new Set(quotes.flatMap(({ at }) => at.map(({ part }) => part)));
    const all = whole || parts.size === 0 || columns[0].nodes.length <= FEW_PARTS;
    for (const { nodes } of columns) {
      for (const [n, each] of nodes.entries()) each.hidden = !(all || parts.has(n));
    }
    for (const gap of node.querySelectorAll(".ws-gap")) gap.hidden = !all;
    button.hidden = all;
  };
  const click = () => {
    whole = true;
    narrow();
    node.focus();
  };
  const button = el("button", { type: "button", class: "ws-whole", hidden: true, click }, t.whole);
  node.querySelector("figcaption").append(" ", button);
  return (chosen) => {
    quotes = chosen;
    narrow();
  };
}

/**
 * The passage as {node, nodes, light, narrow}: its paragraphs, a way to light up words in it, and one
 * to show of it only the sentences with certain words.
 */
function passageView(passage, t) {
  const [text, translation] = ["text", "translation"].map((column) => ({
    column,
    parts: passage[column],
    nodes: passage[column].map((part) => el("p", { lang: part.lang }, part.text)),
  }));
  const turned = passage.first === "translation";
  const [first, second] = turned ? [translation, text] : [text, translation];
  // Readers of the translation need the original only where its form is the point.
  const folded = passage.second === "original";
  const beside = el(
    folded ? "details" : "div",
    { class: "ws-translation" },
    el(folded ? "summary" : "span", { class: "ws-label" }, t[passage.second]),
    withGaps(second),
  );
  const node = el(
    "figure",
    { class: passage.made_up ? "ws-passage ws-made-up" : "ws-passage", tabindex: -1 },
    el("figcaption", null, passage.made_up ? t.made_up : t.from_article),
    el("blockquote", null, withGaps(first)),
    second.nodes.length > 0 && beside,
  );
  const light = (quotes) => {
    lightUp(text, quotes);
    lightUp(translation, quotes);
    const only = beside.querySelector("mark") && !node.querySelector("blockquote mark");
    if (folded) beside.open = Boolean(only);
  };
  return { node, nodes: text.nodes, light, narrow: narrowing(node, [text, translation], t) };
}
