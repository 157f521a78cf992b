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

/** The sentences that are open with an entry: its own, and the next where its cue is looked for. */
function openWith(entry, sentences, { ui }) {
  const within = sentencesOfEntry(entry, sentences);
  const isLooked = ui.withNext === entry.id && entry.cue.length === 0;
  return isLooked ? [...within, ...nextOf(within, sentences)] : within;
}

/** The sentence after some, as a list; empty after the last. */
const nextOf = (within, sentences) =>
  sentences.filter(({ start }) => start > within.at(-1).start).slice(0, 1);

/** A way to a cue that stands in the next sentence; none for an entry that needs no cue or has one. */
function cueAfter(entry, within, desk) {
  const { t, state } = desk;
  const [next] = nextOf(within, sentencesOf(state));
  const isWanted = entry.content.length > 0 && lacking(entry, state, desk).includes("lacks_cue");
  if (!next || !isWanted) return null;
  const open = () => {
    desk.opened(entry.id, "cue");
    desk.ui.withNext = entry.id;
    desk.changeOver(desk.state, next, "part-cue");
  };
  return desk.button(t.cue_after, open, {
    key: `after-${entry.id}`,
    look: "ws-quiet ws-small",
  });
}

/** One line for an entry that is closed: its voice and form, and what to do with it. */
function entryLine(entry, within, desk) {
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
    cueAfter(entry, within, desk),
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
    entry.proposed && // what the words do is chosen, and then the entry is read
      entry.function &&
      desk.button(t.is_right, () => put({ ...entry, proposed: false }), {
        key: `right-${entry.id}`,
        look: "ws-small",
      }),
    desk.button(t.remove, () => put([]), { key: `remove-${entry.id}`, look: "ws-quiet ws-small" }),
  );
}

/** What to do where a sentence was split wrongly, or is none of the text. */
function splitTools(n, sentences, desk) {
  const { t, state } = desk;
  const sentence = sentences[n];
  const [last, next] = [sentences[n - 1], sentences[n + 1]];
  const words = chunksOf(state.text, sentence.start, sentence.end).slice(1);
  const values = words.map(({ start, text }, n) => ({
    id: String(start),
    name: `${n + 2}. ${text}`,
  }));
  const at = (starts, { start } = sentence) =>
    desk.change({ ...desk.state, starts }, `open-${start}`);
  const split = (value) => value && at([...state.starts, Number(value)].sort((a, b) => a - b));
  const join = (name, first, second) => {
    if (first?.paragraph !== second?.paragraph) return null;
    const joined = () =>
      at(
        state.starts.filter((start) => start !== second.start),
        first,
      );
    const key = `${name}-${sentence.start}`;
    return desk.button(t[name], joined, { key, of: sentence.label, look: "ws-quiet ws-small" });
  };
  const leaveOut = () => {
    const made = withoutSentence(desk.state, n);
    desk.change(made, `open-${made.starts[Math.min(n, made.starts.length - 1)]}`, t.removed);
  };
  return el(
    "details",
    null,
    el("summary", null, t.wrong_split),
    el(
      "div",
      { class: "ws-actions" },
      join("join_before", last, sentence),
      join("join", sentence, next),
      sentences.length > 1 &&
        desk.button(t.leave_out, leaveOut, { of: sentence.label, look: "ws-quiet ws-small" }),
    ),
    values.length > 0 &&
      choiceField(
        t.split_at,
        values,
        { key: `split-${sentence.start}`, open: t.choose_word },
        split,
      ),
  );
}

/** A way to make the first line of a text its title; none for one that ends as a sentence does. */
function headlineButton(n, { start, end, text }, desk) {
  const { t, state } = desk;
  const gap = state.text.slice(end, state.starts[1]);
  const isLine = n === 0 && state.starts.length > 1 && gap.includes("\n");
  if (!isLine || state.title || /\.["'“”‘’«»‹›)\]]*$/u.test(text)) return null;
  const move = () => {
    const made = { ...withoutSentence(desk.state, 0), title: text };
    desk.change(made, `open-${made.starts[0]}`, t.headline_done);
  };
  return desk.button(t.headline, move, { key: `headline-${start}`, look: "ws-quiet ws-small" });
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
    own.some((entry) => !entry.function && !entry.proposed);
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
    current && panel(current, openWith(current, sentences, desk), desk),
    el(
      "ul",
      { class: "ws-entries" },
      here
        .filter((entry) => entry !== current)
        .map((entry) => entryLine(entry, sentencesOfEntry(entry, sentences), desk)),
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
        headlineButton(n, sentence, desk),
      ),
    !current && splitTools(n, sentences, desk),
  );
}
