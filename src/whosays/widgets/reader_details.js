// All that the annotation says of one mark.

/** What a term means, where that is more than its name. */
const meaningOf = ({ terms }, name) =>
  terms[`${name}_meaning`] && el("span", { class: "ws-meaning" }, ` ${terms[`${name}_meaning`]}`);

/** A term and what it means. */
function termView(state, name) {
  const meaning = meaningOf(state, name);
  return name && [state.terms[name], meaning && ". ", meaning];
}

const entryView = (...content) => el("span", { class: "ws-entry" }, ...content);

/** The words that say that somebody says something. */
function cueView(state, { cue, cue_class: cueClass, continues }) {
  const { t, terms, original } = state;
  if (cue[original]) return [quotedIn(state, cue), ` (${terms[cueClass]})`];
  if (!continues) return t.cue_none;
  return [`${fill(t.cue_continued, continues)}: `, quotedIn(state, continues.cue)];
}

/** What is said, and in which words. */
function wordingRows(state, mark) {
  const { t, terms, source } = state;
  const claims = (mark.claims ?? []).map(({ text, type }) =>
    entryView(text, el("span", { class: "ws-meaning" }, ` ${terms[type]}`)),
  );
  const moods = (mark.moods ?? []).map((mood) => entryView(termView(state, mood)));
  const { stwr, evidential } = mark;
  return [
    [t.claims, claims],
    [t.whose, mark.kind === "framing" && source[mark.source].name],
    [t.function, mark.kind === "voice" && termView(state, mark.function)],
    [t.form, stwr && [`${terms[stwr]}, ${terms[mark.medium]}.`, meaningOf(state, stwr)]],
    [t.cue, mark.kind === "content" && cueView(state, mark)],
    [t.mood, moods],
    [t.evidential, evidential && evidential !== "evidential_none" && termView(state, evidential)],
  ];
}

/** Who said it, where and when. */
function occasionRows({ t, lang, terms, source, original }, mark) {
  const { mention, said_on: saidOn } = mark;
  const day = (date) =>
    new Intl.DateTimeFormat(lang, { dateStyle: "full", timeZone: "UTC" }).format(new Date(date));
  return [
    [
      t.mention,
      mark.kind === "content" && [
        mention && [el("q", { lang: original }, mention), " – "],
        terms[source[mark.source].naming],
      ],
    ],
    [t.channel, mark.channel],
    [t.said_on, saidOn && [el("q", { lang: original }, saidOn.words), ` (${day(saidOn.date)})`]],
  ];
}

/** What it has to do with other marks, and what is to be said about the reading. */
function contextRows(state, id, visit) {
  const { t, marks, sentences } = state;
  const mark = marks[id];
  const jump = (other) =>
    smallButton(`${shortChain(state, marks[other])}: ${wordsOfMark(state, other)}`, () =>
      visit(other),
    );
  const sentence = sentences.find((each) => each.marks.includes(id));
  return [
    [t.outside, mark.parent && marks[mark.parent] && jump(mark.parent)],
    [t.inside, (mark.children ?? []).map(jump)],
    [t.alternatives, (mark.alternatives ?? []).map((each) => entryView(quotedIn(state, each)))],
    [mark.kind === "framing" ? t.reason : t.differ, mark.rationale],
    [t.translation, sentence.note],
  ];
}

/** Rows of a list of terms; those without content are left out. */
function rowViews(rows) {
  return rows.map(([name, ...content]) => {
    const given = content.flat(Number.POSITIVE_INFINITY).filter(Boolean);
    return given.length > 0 && [el("dt", null, name), el("dd", null, given)];
  });
}

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
  const rows = [
    ...wordingRows(state, mark),
    ...occasionRows(state, mark),
    ...contextRows(state, id, moves.visit),
  ];
  return el(
    "section",
    {
      class: `ws-panel ws-c${colour(mark.source)}`,
      id: panelId,
      tabindex: "-1",
      "aria-label": fill(t.details, { label: mark.label, who: source[mark.source].name }),
    },
    headView(state, id, moves.close),
    el("dl", null, rowViews(rows)),
    footView(state, id, moves),
  );
}
