// The details of one mark. What the annotation says of it is in reader_annotation.js.

/** The name of the voice with a button to close; below it the chain of voices, where there is one. */
function headView({ t, marks, source, original, colour }, id, close) {
  const mark = marks[id];
  const { name } = source[mark.source];
  const title = mark.kind === "framing" ? el("q", { lang: original }, mark.words[original]) : name;
  const links = mark.chain.map((who, n) => [
    n > 0 && " › ",
    el("span", { class: `ws-link ws-c${colour(who)}` }, source[who].name),
  ]);
  return [
    el(
      "div",
      { class: "ws-head" },
      el("p", { class: "ws-name" }, title),
      smallButton(t.close, close),
    ),
    mark.chain.length > 1 &&
      el("p", { class: "ws-chain" }, el("span", { class: "ws-hidden" }, `${t.chain}: `), links),
  ];
}

/** Ways on from here: into the text, and to other places of the voice. */
function footView(state, id, { go, visit }) {
  const { t, get, set } = state;
  const place = placeAmong(state, id);
  const showInText = () => {
    set("view", "text");
    visit(id);
  };
  return el(
    "div",
    { class: "ws-foot" },
    get("view") === "list" && smallButton(t.show_in_text, showInText),
    place.number > 0 &&
      place.count > 1 && [
        el("span", { class: "ws-position" }, fill(t.place_of, place)),
        stepButtons(t, go),
      ],
  );
}

/** The details of a mark; `moves` are those of reader_moves.js. */
function detailsView(state, id, moves) {
  const { t, marks, source, panelId, colour } = state;
  const mark = marks[id];
  return el(
    "section",
    {
      class: `ws-panel ws-c${colour(mark.source)}`,
      id: panelId,
      tabindex: "-1",
      "aria-label": fill(t.details, { label: mark.label, who: source[mark.source].name }),
    },
    headView(state, id, moves.close),
    el("dl", null, rowsOf(state, id, moves.visit)),
    footView(state, id, moves),
  );
}
