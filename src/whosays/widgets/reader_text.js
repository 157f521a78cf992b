// The article as a text. It comes as nested stretches (reading.py); nothing here counts characters.

function stretchClass({ marks, colour }, { mark, part, more }) {
  const { source, stwr, kind } = marks[mark];
  return `ws-mark ws-${part} ws-c${colour(source)}${more ? " ws-more" : ""} ws-${stwr || kind}`;
}

/** Nodes of a list of texts and stretches. */
function stretchNodes(state, list) {
  return list.map((node) => {
    if (typeof node === "string") return node;
    const [first, ...rest] = node.inside;
    const tag = node.tag && tagOf(node.mark, state.lang);
    // A short label stays on one line with the word it stands before.
    const word = node.tag && typeof first === "string" && first.match(/^\S{1,16}/)?.[0];
    const inside = word
      ? [
          el("span", { class: "ws-start" }, tag, word),
          first.slice(word.length),
          stretchNodes(state, rest),
        ]
      : [tag, stretchNodes(state, node.inside)];
    return el("span", { class: stretchClass(state, node), "data-mark": node.mark }, inside);
  });
}

/** Whether a mark has a stretch in a list of texts and stretches. */
const hasStretch = (list, id) =>
  list.some((node) => node.mark === id || (node.inside && hasStretch(node.inside, id)));

/** Marks without a place in the languages on show: their labels stand after the sentence. */
function placeless(state, { marks: ids, texts }) {
  const { marks, original, lang, colour } = state;
  const codes = languagesShown(state);
  return ids
    .filter((id) => !codes.some((code) => hasStretch(texts[code], id)))
    .map((id) =>
      el(
        "span",
        { class: `ws-mark ws-aside ws-c${colour(marks[id].source)}`, "data-mark": id },
        tagOf(id, lang),
        el("span", { lang: original }, marks[id].words[original]),
      ),
    );
}

/** The sentence with its attributions taken away, one after the other, and the button for it. */
function bareView({ t, lang, translation, get, toggle }, sentence, say) {
  const steps = sentence.bare.map(({ text, lost }) =>
    el(
      "span",
      { class: "ws-step" },
      text,
      el("span", { class: "ws-lost", lang }, `${t.lost} ${lost.join(" · ")}`),
    ),
  );
  const take = ({ currentTarget }) => {
    toggle("bare", sentence.id);
    // The sentence is longer without its source, for what is gone is named: the way back stays seen.
    currentTarget.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (get("bare").includes(sentence.id)) say(sentence.bare.map(({ text }) => text).join(" "));
  };
  const name = el("span", { class: "ws-hidden" }, ` ${fill(t.bare_sentence, sentence)}`);
  const look = { class: "ws-take", lang, "data-bare": sentence.id, tabindex: "-1" };
  return [
    el("span", { class: "ws-text ws-bare", lang: translation }, steps),
    " ",
    smallButton([el("span", { "data-take": "" }, t.bare), name], take, look),
  ];
}

function sentenceView(state, sentence, say) {
  const cells = languagesShown(state).map((code, n) => {
    const look = code === state.translation ? "ws-text ws-translated" : "ws-text";
    return el(
      "span",
      { class: "ws-cell" },
      el("span", { class: look, lang: code }, stretchNodes(state, sentence.texts[code])),
      n === 0 && sentence.bare.length > 0 && bareView(state, sentence, say),
      " ",
    );
  });
  return el(
    "div",
    { class: "ws-sentence", "data-sentence": sentence.id },
    el("span", { class: "ws-ref" }, sentence.label),
    cells,
    placeless(state, sentence),
  );
}

const paragraphView = (state, { number, sentences }, say) =>
  el(
    "div",
    {
      class: "ws-paragraph",
      "data-stop": "",
      role: "group",
      "aria-label": fill(state.t.paragraph, { number }),
    },
    sentences.map((sentence) => sentenceView(state, sentence, say)),
  );

/** The paragraphs of the article. */
const textView = (state, say) => state.paragraphs.map((each) => paragraphView(state, each, say));

/** Puts the paragraphs into a place one after the other, so that the page is free between them. */
async function drawInPieces(body, state, say) {
  const next = state.paragraphs[body.childElementCount];
  if (!next) return;
  const paragraph = paragraphView(state, next, say);
  refreshMarks(paragraph, state);
  body.append(paragraph);
  await breath();
  paragraph.getBoundingClientRect(); // laid out now, not all of them together in the next frame
  await breath();
  await drawInPieces(body, state, say);
}
