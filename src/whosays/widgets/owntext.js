// "Your own text": paste, split, mark, take along. Nothing of it leaves the device. After _summary.js,
// _card.js and the owntext_*.js. `desk` is what all parts share: words, state, and ways to change it.

const OWN_TEXT = "whosays:own-text";
const STEPS_BACK = 50;

/** Whether a stored value is a text as it was kept here. */
const isOwnText = (value) =>
  isObject(value) &&
  value.v === 1 &&
  ["text", "title", "language", "readers"].every((field) => typeof value[field] === "string") &&
  ["starts", "voices", "said", "own"].every((field) => Array.isArray(value[field]));

/** What the parts share of words and choices. */
function deskOf(model) {
  const languages = model.get("languages");
  const unknown = { id: "", name: "", author: "", mood: false, cues: {} };
  const languageOf = (code) => languages.find(({ id }) => id === code) ?? unknown;
  const stops = Object.entries(model.get("stops")).map(([kind, words]) => [kind, new Set(words)]);
  return {
    t: model.get("strings"),
    languages,
    languageOf,
    choices: model.get("choices"),
    stops: Object.fromEntries(stops),
    todo: model.get("todo"),
    proposing: model.get("proposing"),
    lineWidth: model.get("line_width"),
    sheetWords: model.get("sheet_words"),
    hasMood: (code) => languageOf(code).mood,
    state: null,
    ui: { language: languages[0].id, part: "mention" },
    before: [],
  };
}

/** Ways to change the text, added to the desk; each ends in `desk.change`. */
function addWays(desk) {
  desk.begun = (pasted) => {
    const text = cleaned(pasted).trim();
    if (!text) throw new Error("bad_empty");
    if (text.length > LONGEST) throw new Error("bad_long");
    const { language } = desk.ui;
    const starts = sentenceStarts(text, desk.stops);
    return { v: 1, ...NOTHING, text, starts, language, readers: language };
  };
  desk.put = (id, entry, key) => {
    const said = desk.state.said.map((one) => (one.id === id ? entry : one));
    desk.change({ ...desk.state, said }, key);
  };
  desk.remove = ({ id: gone }, key) => {
    const said = desk.state.said.filter(({ id }) => id !== gone);
    desk.change({ ...desk.state, said }, key, desk.t.removed);
  };
  // While somebody types, what they type into stays; one step back takes back all of it.
  desk.type = (what, state) => {
    if (desk.typing !== what) desk.before = [...desk.before, desk.state].slice(-STEPS_BACK);
    desk.typing = what;
    desk.state = state;
    desk.keep();
    desk.showTail();
  };
  desk.opened = (id, part = "mention") =>
    Object.assign(desk.ui, { entry: id, anchor: undefined, naming: undefined, part });
  desk.open = (id) => {
    desk.opened(id);
    desk.show("part-mention");
  };
  // Whoever marks a sentence knows more of it than the program that gave it to the author.
  desk.changeOver = (made, sentence, key) => {
    const own = withoutProposed(made, sentence);
    if (own.length < made.own.length) desk.change({ ...made, own }, key, desk.t.author_taken);
    else if (made === desk.state) desk.show(key);
    else desk.change(made, key);
  };
  desk.begin = (sentence) => {
    const { state } = desk;
    const id = numbered("a", state.said);
    const terms = { stwr: "", mood: desk.hasMood(state.language) ? "" : "indicative" };
    const made = { id, at: sentence.start, voice: "", mention: [], cue: [], content: [], ...terms };
    const entry = { ...made, medium: "speech_or_writing", cueClass: "", proposed: false, rest: {} };
    desk.opened(id);
    desk.changeOver({ ...state, said: [...state.said, entry] }, sentence, "part-mention");
  };
  desk.beginOwn = ({ start, end }) => {
    const { state } = desk;
    const entry = {
      id: numbered("v", state.own),
      at: start,
      quote: [[start, end]],
      function: "",
    };
    desk.change(
      { ...state, own: [...state.own, { ...entry, proposed: false, rest: {} }] },
      `does-${entry.id}`,
    );
  };
  desk.close = (sentences, state) => {
    Object.assign(desk.ui, { entry: undefined, naming: undefined });
    const key = `open-${sentences[0].start}`;
    if (state === desk.state) desk.show(key);
    else desk.change(state, key);
  };
  desk.showAbout = () => {
    desk.ui.about = true;
    desk.show("title");
  };
}

/** A button; `of` says to a screen reader which of many it is. */
const ownButton = (text, click, { key, of, look = "ws-quiet" } = {}) =>
  el(
    "button",
    { type: "button", class: `ws-button ${look}`, "data-key": key, click },
    text,
    of && el("span", { class: "ws-hidden" }, ` (${of})`),
  );

/** What stands below the sentences, and has to be true again after each change. */
function tailView(desk, told) {
  const { t, state } = desk;
  const sentences = sentencesOf(state);
  const { marked, unread } = markedIn(state);
  const count = marked.filter((one) => !unread.includes(one)).length;
  const back = () => {
    desk.state = desk.before.pop();
    desk.typing = undefined;
    desk.keep();
    desk.show("undo");
    told.textContent = t.undone;
  };
  const undo = ownButton(t.undo, back, { key: "undo" });
  undo.disabled = desk.before.length === 0;
  const look = "ws-quiet";
  const words = { look, question: () => t.delete_sure, yes: t.delete_yes, no: t.delete_no };
  const remove = careful(t.delete, words, () => {
    store.remove(OWN_TEXT);
    told.textContent = t.deleted;
  });
  const save = () => saveCase(desk, told);
  desk.lesson ??= lessonView(desk, told);
  return [
    el("p", { class: "ws-label" }, fill(t.progress, { count, all: sentences.length })),
    openView(desk),
    cardView(desk, told),
    el(
      "div",
      { class: "ws-actions" },
      ownButton(t.save_case, save, { key: "save", look: "" }),
      ownButton(t.print_sheet, () => printSheet(desk), { key: "print" }),
      undo,
      remove.button,
    ),
    remove.confirm,
    desk.lesson,
  ].filter(Boolean);
}

/** The page with a text. */
function textView(desk, told) {
  const { t, state } = desk;
  const sentences = sentencesOf(state);
  desk.proposals ??= proposalsView(desk);
  desk.proposals.refresh();
  const tail = el("div", null, tailView(desk, told));
  desk.showTail = () => tail.replaceChildren(...tailView(desk, told));
  return [
    aboutView(desk),
    desk.proposals.view,
    el("p", { class: "ws-hint" }, t.likely),
    el(
      "ol",
      { class: "ws-sentences" },
      sentences.map((one, n) => sentenceItem(one, n, sentences, desk)),
    ),
    tail,
  ];
}

function render({ model, el: host }) {
  const desk = deskOf(model);
  const { t } = desk;
  const [told, note, body] = [statusRegion("ws-told"), statusRegion("ws-note"), el("div")];
  const read = () => {
    const kept = store.get(OWN_TEXT);
    desk.state = isOwnText(kept) ? kept : null;
    note.textContent = storageNote(t, kept !== undefined && !desk.state);
  };
  let writing = false;
  desk.button = ownButton;
  desk.withAll = (action) => withAll(model, action);
  desk.keep = () => {
    writing = true;
    store.setOver(OWN_TEXT, desk.state, isOwnText);
    writing = false;
    note.textContent = storageNote(t, false);
  };
  desk.focus = (key) => {
    const found = body.querySelector(
      key === "first" ? ".ws-sentence .ws-button" : `[data-key="${key}"]`,
    );
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  desk.show = (key) => {
    desk.ui.focus = key;
    body.style.minHeight = `${body.offsetHeight}px`; // so that the page does not jump meanwhile
    body.replaceChildren(
      ...(desk.state ? textView(desk, told) : emptyView(desk, told)).filter(Boolean),
    );
    if (key) desk.focus(key);
    body.style.minHeight = "";
  };
  desk.change = (state, key, said = "") => {
    if (desk.state) desk.before = [...desk.before, desk.state].slice(-STEPS_BACK);
    desk.state = state;
    desk.typing = undefined;
    desk.keep();
    desk.show(key);
    told.textContent = said;
  };
  addWays(desk);
  read();
  const titleId = uid();
  const about = { class: "ws-widget ws-owntext", role: "group", "aria-labelledby": titleId };
  const root = el(
    "div",
    { ...about, lang: model.get("lang"), "data-lm-suppress-shortcuts": "true" },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.intro),
    ...[note, body, told],
  );
  desk.root = root;
  desk.show();
  // Deleted in "My results", or changed in another tab.
  const stop = whenStored((key) => {
    if (writing || (key !== null && key !== OWN_TEXT)) return;
    desk.before = [];
    read();
    desk.show();
  });
  host.replaceChildren(root);
  return () => {
    stop();
    root.remove();
  };
}

export { cleaned, sentenceStarts, sentencesOf, zipped };
export default { render };
