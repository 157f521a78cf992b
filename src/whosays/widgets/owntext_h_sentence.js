// A sentence of the text: what is marked in it, and what can be done with it.

/** The words of a sentence with what is marked in them; where nothing is, likely cues. */
function sentenceWords(sentence, said, desk) {
  const { text, language } = desk.state;
  const has = desk.languageOf(language);
  return chunksOf(text, sentence.start, sentence.end).flatMap((chunk, n) => {
    const part = said.map((entry) => partAt(entry, chunk)).find(Boolean);
    const likely = !part && said.length === 0 && likelyCue(chunk.text, has);
    const look = part ? `ws-is-${part}` : likely && "ws-likely";
    return [n > 0 && " ", look ? el("span", { class: look }, chunk.text) : chunk.text];
  });
}

/** What a program has proposed of an entry besides voice and form: who accepts it accepts this, too. */
function proposedMore(entry, desk) {
  const { t, state, choices } = desk;
  const voice = state.voices.find(({ id }) => id === entry.voice) ?? {};
  const named = (layer, value) => choices[layer].find(({ id }) => id === value)?.name;
  const mood = desk.hasMood(state.language) && named("mood", entry.mood);
  const about = [
    [t.naming, named("naming", voice.naming)],
    [t.kind, named("kind", voice.kind)],
    [t.mood, mood],
  ];
  const said = about.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
  return el("span", { class: "ws-hint ws-more" }, said.join(" · "));
}

/** One line for an entry that is closed: its voice and form, and what to do with it. */
function entryLine(entry, desk) {
  const { t, state, choices } = desk;
  const voice = state.voices.find(({ id }) => id === entry.voice)?.name ?? t.open;
  const form = choices.stwr.find(({ id }) => id === entry.stwr)?.name ?? t.open;
  const open = () => desk.open(entry.id);
  const read = () => desk.put(entry.id, { ...entry, proposed: false }, `entry-${entry.id}`);
  const remove = () => desk.remove(entry, `open-${entry.at}`);
  return el(
    "li",
    null,
    el("span", null, el("strong", null, voice), ` · ${form}`, entry.proposed && ` · ${t.proposed}`),
    entry.proposed && proposedMore(entry, desk),
    desk.button(t.change, open, { key: `entry-${entry.id}`, of: voice, look: "ws-quiet ws-small" }),
    entry.proposed &&
      desk.button(t.is_right, read, { key: `read-${entry.id}`, of: voice, look: "ws-small" }),
    entry.proposed && desk.button(t.remove, remove, { of: voice, look: "ws-quiet ws-small" }),
  );
}

/** One line for words of the author's own. */
function ownLine(entry, desk) {
  const { t, choices } = desk;
  const put = (made) => {
    const own = desk.state.own.flatMap((one) => (one.id === entry.id ? made : one));
    desk.change({ ...desk.state, own }, `open-${entry.at}`);
  };
  const choose = (value) => put({ ...entry, function: value, proposed: false });
  return el(
    "li",
    null,
    el("span", null, el("strong", null, t.author), entry.proposed && ` · ${t.proposed}`),
    choiceField(
      t.does,
      choices.function,
      { value: entry.function, key: `does-${entry.id}`, open: t.open },
      choose,
    ),
    !entry.function && meaningsView("function", t.does, desk),
    entry.proposed &&
      desk.button(t.is_right, () => put({ ...entry, proposed: false }), {
        key: `right-${entry.id}`,
        look: "ws-small",
      }),
    desk.button(t.remove, () => put([]), { key: `remove-${entry.id}`, look: "ws-quiet ws-small" }),
  );
}

/** What to do where a sentence was split wrongly. */
function splitTools(sentence, next, desk) {
  const { t, state } = desk;
  const words = chunksOf(state.text, sentence.start, sentence.end).slice(1);
  const values = words.map(({ start, text }, n) => ({
    id: String(start),
    name: `${n + 2}. ${text}`,
  }));
  const at = (starts) => desk.change({ ...desk.state, starts }, `open-${sentence.start}`);
  const join = () => at(state.starts.filter((start) => start !== next.start));
  const split = (value) => value && at([...state.starts, Number(value)].sort((a, b) => a - b));
  const isNext = next && next.paragraph === sentence.paragraph;
  return el(
    "details",
    null,
    el("summary", null, t.wrong_split),
    isNext &&
      desk.button(t.join, join, {
        key: `join-${sentence.start}`,
        of: sentence.label,
        look: "ws-quiet ws-small",
      }),
    values.length > 0 &&
      choiceField(
        t.split_at,
        values,
        { key: `split-${sentence.start}`, open: t.choose_word },
        split,
      ),
  );
}

/** A sentence as an item of the list. */
function sentenceItem(sentence, n, sentences, desk) {
  const { t, state, ui } = desk;
  const first = (entry) => sentencesOfEntry(entry, sentences)[0] === sentence;
  const [said, own] = [state.said, state.own].map((list) => list.filter(isIn(sentence, sentences)));
  const here = said.filter(first);
  const current = here.find(({ id }) => id === ui.entry);
  const key = `open-${sentence.start}`;
  const isPart =
    here.some((entry) => lacking(entry, state, desk).length > 0) ||
    own.some((entry) => !entry.function);
  const isOpen = said.length + own.length === 0;
  const isProposed = [...said, ...own].some(({ proposed }) => proposed);
  const read = isProposed ? "proposed" : "told";
  const say = () => desk.begin(sentence);
  const author = () => desk.beginOwn(sentence);
  return el(
    "li",
    {
      class: "ws-sentence",
      "data-state": isOpen || isPart ? "open" : read,
      "data-sentence": sentence.id,
    },
    el(
      "p",
      { class: "ws-label" },
      fill(t.sentence, { label: sentence.label }),
      isOpen && ` · ${t.open}`,
    ),
    !current &&
      el("p", { class: "ws-words", lang: state.language }, sentenceWords(sentence, said, desk)),
    current && panel(current, sentencesOfEntry(current, sentences), desk),
    el(
      "ul",
      { class: "ws-entries" },
      here.filter((entry) => entry !== current).map((entry) => entryLine(entry, desk)),
      own.filter(first).map((entry) => ownLine(entry, desk)),
    ),
    !current &&
      el(
        "div",
        { class: "ws-actions" },
        desk.button(said.length > 0 ? t.says_too : t.says, say, {
          key,
          of: sentence.label,
          look: isProposed ? "ws-quiet ws-small" : "",
        }),
        isOpen &&
          desk.button(t.own_words, author, {
            look: "ws-quiet ws-small",
            key: `own-${sentence.start}`,
            of: sentence.label,
          }),
      ),
    !current && splitTools(sentence, sentences[n + 1], desk),
  );
}
