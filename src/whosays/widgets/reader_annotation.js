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

/** All rows of the details of a mark; those without content are left out. */
function rowsOf(state, id, visit) {
  const mark = state.marks[id];
  const rows = [
    ...wordingRows(state, mark),
    ...occasionRows(state, mark),
    ...contextRows(state, id, visit),
  ];
  return rows.flatMap(([name, ...content]) => {
    const given = content.flat(Number.POSITIVE_INFINITY).filter(Boolean);
    return given.length > 0 ? [el("dt", null, name), el("dd", null, given)] : [];
  });
}
