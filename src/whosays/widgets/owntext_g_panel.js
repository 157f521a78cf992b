// One entry to fill in: its words, its voice, its form, its mood.

const NEW = "+";

/** The words that name the source of an entry, for the name of a new voice. */
const mentionOf = ({ mention }, { text }) =>
  mention.map(([start, end]) => text.slice(start, end).split(/\s+/u).join(" ")).join(" ");

/** What somebody has written so far of a voice that is not in the list yet. */
function draftOf(entry, { ui, state }) {
  if (ui.draft?.of !== entry.id) {
    const name = mentionOf(entry, state);
    ui.draft = { of: entry.id, name, naming: "", kind: "unspecified" };
  }
  return ui.draft;
}

/** Whether a new voice is being written for an entry. */
const isNewVoice = (entry, { state, ui }) =>
  ui.naming === entry.id || (state.voices.length === 0 && !entry.voice);

/** The text with the voice that was written, as that of the entry; null for one without a name. */
function withNewVoice(entry, desk) {
  const { state } = desk;
  const { name, naming, kind } = draftOf(entry, desk);
  if (!name) return null;
  const taken = state.voices.map((voice) => voice.id);
  const id = idFor(name, "voice", taken);
  const voices = [...state.voices, { id, name, naming, kind, proposed: false, rest: {} }];
  const spoken = { ...entry, voice: id, proposed: false };
  const said = state.said.map((one) => (one.id === entry.id ? spoken : one));
  return { ...state, voices, said };
}

/** What is asked of a voice that is not in the list yet. */
function newVoice(entry, desk) {
  const { t, choices, ui } = desk;
  const draft = draftOf(entry, desk);
  const told = statusRegion("ws-told-voice");
  const keep = (field) => (value) => {
    draft[field] = value;
  };
  const add = () => {
    const made = withNewVoice(entry, desk);
    if (made) {
      ui.naming = undefined;
      desk.change(made, "voice");
    } else told.textContent = t.voice_without_name;
  };
  return el(
    "fieldset",
    { class: "ws-new-voice" },
    el("legend", null, t.new_voice),
    lineField(t.voice_name, { value: draft.name, key: "voice-name" }, keep("name")),
    choiceField(
      t.naming,
      choices.naming,
      { value: draft.naming, key: "naming", open: t.open },
      keep("naming"),
    ),
    choiceField(t.kind, choices.kind, { value: draft.kind, key: "kind" }, keep("kind")),
    desk.button(t.add_voice, add, { key: "add-voice" }),
    told,
  );
}

/** What is known of a voice that is in the list; a change holds wherever it speaks. */
function knownVoice(id, desk) {
  const { t, state, choices, ui } = desk;
  const voice = state.voices.find((one) => one.id === id);
  if (!voice) return null;
  const withVoice = (made) => ({
    ...desk.state,
    voices: desk.state.voices.map((one) =>
      one.id === id ? { ...one, ...made, proposed: false } : one,
    ),
  });
  const named = (name) => name && desk.type(`voice-${id}`, withVoice({ name }));
  const field = (name, open) =>
    choiceField(t[name], choices[name], { value: voice[name], key: name, open }, (value) =>
      desk.change(withVoice({ [name]: value }), name),
    );
  const toggle = ({ target }) => {
    ui.voice = target.open;
  };
  return el(
    "details",
    { open: ui.voice || !voice.naming, toggle },
    el("summary", null, t.about_voice),
    lineField(t.voice_name, { value: voice.name, key: "voice-name" }, named),
    field("naming", t.open),
    field("kind"),
  );
}

function voiceField(entry, desk) {
  const { t, state, ui } = desk;
  const isNew = isNewVoice(entry, desk);
  const values = [...state.voices, { id: NEW, name: t.another_voice }];
  const choose = (value) => {
    ui.naming = value === NEW ? entry.id : undefined;
    if (value === NEW) desk.show("voice-name");
    else desk.put(entry.id, { ...entry, voice: value, proposed: false }, "voice");
  };
  const value = isNew ? NEW : entry.voice;
  const list = choiceField(t.source_of, values, { value, key: "voice", open: t.open }, choose);
  return [list, isNew ? newVoice(entry, desk) : knownVoice(entry.voice, desk)];
}

/** What is said of the words: form and mood, and folded away what can be told from the words. */
function termFields(entry, desk) {
  const { t, choices, state, ui } = desk;
  const toggle = ({ target }) => {
    ui.more = target.open;
  };
  const field = (name, values, open) =>
    choiceField(t[name], values, { value: entry[name], key: name, open }, (value) =>
      desk.put(entry.id, { ...entry, [name]: value, proposed: false }, name),
    );
  const mood = field("mood", choices.mood, t.open);
  const hasMood = desk.hasMood(state.language);
  const withMeanings = (name, list) => el("div", null, list, meaningsView(name, t[name], desk));
  return [
    el(
      "div",
      { class: "ws-fields" },
      withMeanings("stwr", field("stwr", choices.stwr, t.open)),
      hasMood && withMeanings("mood", mood),
    ),
    el(
      "details",
      { open: ui.more, toggle },
      el("summary", null, t.more),
      el("p", { class: "ws-hint" }, t.more_guessed),
      el(
        "div",
        { class: "ws-fields" },
        field("medium", choices.medium),
        entry.cue.length > 0 && field("cueClass", choices.cue_class),
        !hasMood && mood,
      ),
    ),
  ];
}

/** All of an entry, open to be changed. */
function panel(entry, sentences, desk) {
  const { t, state } = desk;
  const lacks = lacking(entry, state, desk).map((key) => t[key]);
  const done = () => {
    // Whoever has written a voice means it, with or without "Add".
    const made = isNewVoice(entry, desk) && withNewVoice(entry, desk);
    desk.close(sentences, made || desk.state);
  };
  const remove = () => desk.remove(entry, `open-${sentences[0].start}`);
  return el(
    "div",
    { class: "ws-panel", role: "group", "aria-label": t.marking },
    el("p", { class: "ws-hint" }, t.marking_hint),
    partSwitch(desk),
    wordKeys(entry, sentences, desk),
    voiceField(entry, desk),
    termFields(entry, desk),
    el(
      "p",
      { class: "ws-hint" },
      lacks.length > 0 ? `${t.still_open} ${lacks.join(" · ")}` : t.whole,
    ),
    el(
      "div",
      { class: "ws-actions" },
      desk.button(t.done, done, { key: "done", look: "" }),
      desk.ui.withNext !== entry.id && cueAfter(entry, sentences, desk),
      desk.button(t.remove, remove, { key: "remove" }),
    ),
  );
}
