// What the Reader knows of the article and of the reader's choices, and what follows from both.

/** The reading of the model with what can be looked up in it, and the traits behind it. */
function readerState(model) {
  const reading = model.get("reading");
  const { languages, sources, paragraphs } = reading;
  const source = Object.fromEntries(sources.map((each) => [each.id, each]));
  const sentences = paragraphs.flatMap((each) => each.sentences);
  const get = (name) => model.get(name);
  const set = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  return {
    ...reading,
    t: get("strings"),
    lang: get("lang"),
    original: languages[0],
    translation: languages.at(-1),
    source,
    sentences,
    order: [...new Set(sentences.flatMap((each) => each.marks))],
    panelId: uid(),
    get,
    set,
    /** Puts an id into a list, or takes it out. */
    toggle(name, id) {
      const list = get(name);
      set(name, list.includes(id) ? list.filter((each) => each !== id) : [...list, id]);
    },
    on: (layer) => get("layers").includes(layer),
    speaks: (id) => (get("found") ? id === get("found") : !get("hidden_sources").includes(id)),
    colour: (id) => (id === "author" ? id : source[id].colour),
  };
}

/** Whether a mark is shown, given the layers and the voices. */
function isShown({ marks, speaks, on }, id) {
  const { kind, source } = marks[id];
  if (!speaks(source)) return false;
  if (kind === "framing") return on("framing");
  if (kind === "voice") return on("who") || on("voice");
  return on("who") || on("stwr") || on("mood");
}

/** What the label before a content says of its mood and of words such as "reportedly". */
function moodTerms({ moods, evidential }, terms) {
  return [
    moods[0] !== "mood_none" && terms[moods[0]],
    /reportive|lexical/.test(evidential) && terms[evidential],
  ];
}

/** What the label before a stretch says, given the layers. */
function labelOf({ t, terms, source, on }, mark) {
  const who = source[mark.source].short;
  if (mark.kind === "framing") return fill(t.whose_word, { who });
  if (mark.kind === "voice") return on("voice") ? `${who} · ${terms[mark.function]}` : who;
  const parts = [
    on("who") && "› ".repeat(mark.chain.length - 2) + (mark.continues ? "… " : "") + who,
    on("stwr") && terms[mark.stwr],
    ...(on("mood") ? moodTerms(mark, terms) : []),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The voices through which a content comes, the author aside, by their short names. */
function shortChain({ source }, { chain }) {
  return chain
    .slice(chain.length > 1 ? 1 : 0)
    .map((id) => source[id].short)
    .join(" › ");
}

/** The words of a mark, in the language that everybody reads where they stand in it. */
const wordsOfMark = ({ marks, original, translation }, id) =>
  marks[id].words[translation] || marks[id].words[original];

/** The languages on show; the one that everybody reads comes first. */
const languagesShown = ({ get, languages }) =>
  get("language") === "both" ? [...languages].reverse() : [get("language")];

/** Where the same voice speaks, in reading order; without a mark, where the followed one does. */
function siblings(state, id) {
  const { marks, order, get } = state;
  const who = id ? marks[id].source : get("found");
  return order.filter(
    (other) =>
      marks[other].kind !== "framing" &&
      (!who || marks[other].source === who) &&
      (isShown(state, other) || other === id),
  );
}

/** Which of the places of its voice a mark is, as values for a text. */
function placeAmong(state, id) {
  const same = siblings(state, id);
  const who = state.source[state.marks[id].source].short;
  return { who, number: same.indexOf(id) + 1, count: same.length };
}
