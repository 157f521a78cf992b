// The article as a list of what is marked. Its roles are written out, because a phone's style takes
// those of a table away.

const cell = (...content) => el("td", { role: "cell" }, ...content);

function listRow(state, { id, label }) {
  const { marks, terms, original, lang, colour } = state;
  const mark = marks[id];
  const name = mark.kind === "framing" ? labelOf(state, mark) : shortChain(state, mark);
  const codes = languagesShown(state).map((code) => (mark.words[code] ? code : original));
  return el(
    "tr",
    { role: "row", "data-row": id, class: `ws-c${colour(mark.source)}` },
    el("th", { role: "rowheader", scope: "row" }, label),
    cell(tagOf(id, lang, name)),
    cell(
      [mark.stwr, mark.function].filter(Boolean).map((term) => terms[term]),
      mark.moods &&
        mark.moods[0] !== "mood_none" &&
        el("span", { class: "ws-second" }, terms[mark.moods[0]]),
    ),
    cell(
      [...new Set(codes)].map((code) =>
        el("span", { class: "ws-words", lang: code }, mark.words[code]),
      ),
    ),
  );
}

/** The table of marks, each in the sentence where it begins. */
function listView(state) {
  const { t, marks, sentences } = state;
  const heads = [t.column_place, t.column_who, t.column_form, t.column_words];
  const rows = sentences.flatMap((sentence) =>
    sentence.marks
      .filter((id) => marks[id].sentence === sentence.id)
      .map((id) => listRow(state, { id, label: sentence.label })),
  );
  return el(
    "table",
    { role: "table", class: "ws-list" },
    el("caption", null, t.list_caption),
    el(
      "thead",
      { role: "rowgroup" },
      el(
        "tr",
        { role: "row" },
        heads.map((text) => el("th", { role: "columnheader", scope: "col" }, text)),
      ),
    ),
    el("tbody", { role: "rowgroup", "data-stop": "" }, rows),
  );
}
