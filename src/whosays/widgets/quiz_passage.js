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

/** The passage as {node, nodes, light}: its paragraphs, and a way to light up words in it. */
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
    { class: passage.made_up ? "ws-passage ws-made-up" : "ws-passage" },
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
  return { node, nodes: text.nodes, light };
}
