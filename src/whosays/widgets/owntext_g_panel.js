// One entry to fill in: its words, its voice, its form, its mood.

const NEW = "+";

/** The words that name the source of an entry, for the name of a new voice. */
const mentionOf = ({ mention }, { text }) =>
  mention.map(([start, end]) => text.slice(start, end).split(/\s+/u).join(" ")).join(" ");

/** What is asked of a voice that is not in the list yet. */
function newVoice(entry, desk) {
  const { t, state, choices } = desk;
  const made = { name: mentionOf(entry, state), naming: "named_person", kind: "unspecified" };
  const told = statusRegion("ws-told");
  const keep = (field) => (value) => {
    made[field] = value;
  };
  const add = () => {
    made.name = box.querySelector("input").value.trim();
    if (!made.name) {
      told.textContent = t.voice_without_name;
      return;
    }
    const id = idFor(
      made.name,
      "voice",
      state.voices.map((voice) => voice.id),
    );
    desk.ui.naming = undefined;
    const voices = [...state.voices, { ...made, id, proposed: false, rest: {} }];
    const said = state.said.map((one) =>
      one.id === entry.id ? { ...one, voice: id, proposed: false } : one,
    );
    desk.change({ ...state, voices, said }, "voice");
  };
  const box = el(
    "fieldset",
    { class: "ws-new-voice" },
    el("legend", null, t.new_voice),
    lineField(t.voice_name, { value: made.name, key: "voice-name" }, keep("name")),
    choiceField(t.naming, choices.naming, { value: made.naming, key: "naming" }, keep("naming")),
    choiceField(t.kind, choices.kind, { value: made.kind, key: "kind" }, keep("kind")),
    desk.button(t.add_voice, add, { key: "add-voice" }),
    told,
  );
  return box;
}

function voiceField(entry, desk) {
  const { t, state, ui } = desk;
  const isNew = ui.naming === entry.id || (state.voices.length === 0 && !entry.voice);
  const values = [...state.voices, { id: NEW, name: t.another_voice }];
  const choose = (value) => {
    ui.naming = value === NEW ? entry.id : undefined;
    if (value === NEW) desk.show("voice-name");
    else desk.put(entry.id, { ...entry, voice: value, proposed: false }, "voice");
  };
  const value = isNew ? NEW : entry.voice;
  const list = choiceField(t.source_of, values, { value, key: "voice", open: t.open }, choose);
  return [list, isNew && newVoice(entry, desk)];
}

/** What is said of the words: form and mood, and folded away what can be told from the words. */
function termFields(entry, desk) {
  const { t, choices, state } = desk;
  const field = (name, values, open) =>
    choiceField(t[name], values, { value: entry[name], key: name, open }, (value) =>
      desk.put(entry.id, { ...entry, [name]: value, proposed: false }, name),
    );
  const mood = field("mood", choices.mood, t.open);
  const hasMood = desk.hasMood(state.language);
  return [
    el("div", { class: "ws-fields" }, field("stwr", choices.stwr, t.open), hasMood && mood),
    el(
      "details",
      null,
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
  const done = () => desk.close(sentences);
  const remove = () => {
    const said = state.said.filter(({ id }) => id !== entry.id);
    desk.change({ ...state, said }, `open-${sentences[0].start}`, t.removed);
  };
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
      desk.button(t.remove, remove, { key: "remove" }),
    ),
  );
}
