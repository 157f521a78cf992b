// The passage of a question, with its label and its translation.

/** Nodes of a part that begins at `offset` of the whole text, with what lies in the ranges lit up. */
function litNodes(text, offset, ranges) {
  const nodes = [];
  let at = 0;
  for (const [start, end] of ranges) {
    const from = Math.max(start - offset, at);
    const to = Math.min(end - offset, text.length);
    if (from >= to) continue;
    nodes.push(text.slice(at, from), el("mark", null, text.slice(from, to)));
    at = to;
  }
  return [...nodes, text.slice(at)];
}

/** Lights up quotations in the paragraphs of a passage in one language. */
function lightUp({ parts, nodes }, quotes) {
  const ranges = placesOf(joined(parts), quotes)
    .filter((place) => place)
    .sort((a, b) => a[0] - b[0]);
  let offset = 0;
  for (const [n, { text }] of parts.entries()) {
    nodes[n].replaceChildren(...litNodes(text, offset, ranges));
    offset += text.length + 1;
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
  const [text, translation] = [passage.text, passage.translation].map((parts) => ({
    parts,
    nodes: parts.map((part) => el("p", { lang: part.lang }, part.text)),
  }));
  const [first, second] = passage.translation_first ? [translation, text] : [text, translation];
  const node = el(
    "figure",
    { class: passage.made_up ? "ws-passage ws-made-up" : "ws-passage" },
    el("figcaption", null, passage.made_up ? t.made_up : t.from_article),
    el("blockquote", null, withGaps(first)),
    second.nodes.length > 0 &&
      el(
        "div",
        { class: "ws-translation" },
        el("span", { class: "ws-label" }, t[passage.second]),
        withGaps(second),
      ),
  );
  const light = (quotes) => {
    lightUp(text, quotes);
    lightUp(translation, quotes);
  };
  return { node, nodes: text.nodes, light };
}
