// A marked text as the files of a case, and back. What the editor does not show stays as it came, in
// `rest`. The files are JSON, which is YAML.

const FILES = ["article.txt", "article.yml", "annotation.yml"];
const NOTHING = { title: "", asOf: "", rights: "", voices: [], said: [], own: [], rest: {} };

/** A name as an id: small letters, digits and hyphens, a letter first; one that is not taken. */
function idFor(name, fallback, taken = []) {
  const plain = name
    .toLowerCase()
    .replace(/[äöüß]/gu, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^[^a-z]+/u, "")
    .slice(0, 40)
    .replace(/-+$/u, "");
  const id = !plain || /^(?:[av]\d+|author)$/u.test(plain) ? fallback : plain;
  let [free, n] = [id, 2];
  while (taken.includes(free)) {
    free = `${id}-${n}`;
    n += 1;
  }
  return free;
}

/** The next free id of an entry: a01, a02 … */
function numbered(letter, entries) {
  const last = Math.max(0, ...entries.map(({ id }) => Number(/^[a-z](\d+)$/u.exec(id)?.[1] ?? 0)));
  return `${letter}${String(last + 1).padStart(2, "0")}`;
}

const firstPlace = ({ content, at }) => content[0]?.[0] ?? at;

/** The entry that another lies in, as long as it is there. */
const parentOf = ({ rest }, said) =>
  said.some(({ id }) => id === rest.parent) ? rest.parent : undefined;

/** The entry whose cue still holds: as it came, else for one without a cue the last of its voice. */
function continued(entry, said) {
  const before = said
    .filter(({ voice }) => entry.voice && voice === entry.voice)
    .filter((other) => firstPlace(other) < firstPlace(entry))
    .sort((a, b) => firstPlace(a) - firstPlace(b));
  if (before.some(({ id }) => id === entry.continues)) return entry.continues;
  return entry.cue.length > 0 || parentOf(entry, said) ? undefined : before.at(-1)?.id;
}

/** How a sentence marks that its knowledge comes from elsewhere, as it follows from the other marks. */
function evidentialOf({ mood, stwr, medium, cueClass }) {
  if (["konj1", "konj2_substitute", "wuerde"].includes(mood)) return "quotative";
  if (cueClass === "modal") return "reportive";
  if (stwr === "direct") return "none";
  if (["preposition", "adverb"].includes(cueClass)) return "reportive";
  return medium === "thought" ? "lexical" : "none";
}

/** What is written of an entry: nothing of what is empty. */
const written = (entry) =>
  Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && value !== ""),
  );

function attributionOf(entry, { text, said }, sentences) {
  const within = sentencesOfEntry(entry, sentences);
  const where = [within[0].start, within.at(-1).end];
  const [mention, cue, content] = PARTS.map((part) => quotesOf(text, entry[part], where));
  const ids = within.map(({ id }) => id);
  const cueClass = cue === undefined ? "none" : entry.cueClass;
  return written({
    id: entry.id,
    sentence: ids.length > 1 ? ids : ids[0],
    source: entry.voice,
    ...{ mention, cue, content },
    ...{ stwr: entry.stwr, medium: entry.medium, mood: entry.mood },
    evidential: evidentialOf(entry),
    cue_class: cueClass,
    continues: continued(entry, said),
    proposed: entry.proposed || undefined,
    ...entry.rest,
    parent: parentOf(entry, said),
  });
}

function authorVoiceOf({ id, at, quote, function: what, proposed, rest }, { text }, sentences) {
  const within = sentencesOfEntry({ at, quote }, sentences);
  const ids = within.map((sentence) => sentence.id);
  return written({
    id,
    sentence: ids.length > 1 ? ids : ids[0],
    quote: quotesOf(text, quote, [within[0].start, within.at(-1).end]),
    function: what,
    proposed: proposed || undefined,
    ...rest,
  });
}

/** Whether a voice is a program's and nobody has read all that it is said to say. */
const isUnread = (voice, said) =>
  voice.proposed && said.some((entry) => entry.voice === voice.id && entry.proposed);

/** What annotation.yml holds. */
function annotationOf(state, author) {
  const sentences = sentencesOf(state);
  const named = (name) => ({ [state.readers]: name });
  const used = state.voices.filter(({ id }) => state.said.some(({ voice }) => voice === id));
  const translations = state.readers === state.language ? {} : (state.rest.translations ?? {});
  const inOrder = (entries) => [...entries].sort((a, b) => a.at - b.at);
  return {
    sentences: sentences.map(({ id, text }) => written({ id, text, ...translations[text] })),
    sources: [
      { id: "author", name: named(author), kind: "author", naming: "anonymous", stake: "unknown" },
      ...used.map((voice) => {
        const { id, name, names, kind, naming, rest } = voice;
        return written({
          ...{ id, name: { ...names, ...named(name) }, kind, naming, stake: "unknown" },
          ...{ proposed: isUnread(voice, state.said) || undefined, ...rest },
        });
      }),
    ],
    attributions: inOrder(state.said).map((entry) => attributionOf(entry, state, sentences)),
    author_voice: inOrder(state.own).map((entry) => authorVoiceOf(entry, state, sentences)),
    ...state.rest.annotation,
  };
}

async function sha256(bytes) {
  const digest = await window.crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The files of a case by name, in a folder of its name; `todo` stands where one has to write. */
async function caseFiles(state, { todo, author }) {
  const id = idFor(state.title, "own-text");
  const said = (field) => ({
    ...state.rest.texts?.[field],
    [state.readers]: state[field] || todo,
  });
  const article = {
    id,
    title: said("title"),
    language: state.language,
    readers: state.readers,
    level: "reading",
    sha256: await sha256(new TextEncoder().encode(state.text)),
    preamble: state.text.slice(0, state.starts[0]),
    as_of: state.asOf || todo,
    rights: said("rights"),
    ...state.rest.article,
  };
  const asJson = (data) => `${JSON.stringify(data, null, 1)}\n`;
  const texts = [state.text, asJson(article), asJson(annotationOf(state, author))];
  return { id, files: Object.fromEntries(FILES.map((name, n) => [`${id}/${name}`, texts[n]])) };
}

// --- and back ---

/** A record without some of its fields. */
const without = (record, ...fields) =>
  Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));

const listOf = (value) => (value === undefined || value === null ? [] : [value].flat());

/** A text by language in one of them; empty where it is still to be written. */
function textIn(texts, language, todo) {
  const text = texts?.[language] ?? Object.values(texts ?? {})[0] ?? "";
  return text === todo ? "" : text;
}

/** A text by language without the languages in which it is still to be written. */
const writtenIn = (texts, todo) =>
  Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => text !== todo));

/** Where the sentences of a case begin; an Error where the text has other words. */
function startsOf(text, sentences, preamble) {
  let at = preamble.length;
  return sentences.map(({ text: words }) => {
    const pattern = String(words).trim().split(/\s+/u).map(escaped).join("\\s+");
    const match = new RegExp(`(\\s*)${pattern}`, "uy");
    match.lastIndex = at;
    const found = match.exec(text);
    if (!found) throw new Error("bad_sentences");
    at = match.lastIndex;
    return found.index + found[1].length;
  });
}

/** An entry of a case with its words as stretches of the text. */
function entryOf(entry, fields, text, sentences) {
  const ids = listOf(entry.sentence);
  const within = sentences.filter(({ id }) => ids.includes(id));
  if (within.length === 0) throw new Error("bad_sentences");
  const where = [within[0].start, within.at(-1).end];
  const places = fields.map((field) => [
    field,
    listOf(entry[field])
      .map((quote) => spanOf(quote, text, where))
      .filter(Boolean),
  ]);
  return {
    id: entry.id,
    at: where[0],
    proposed: entry.proposed === true,
    ...Object.fromEntries(places),
  };
}

/** An attribution of a case; what follows from other marks is kept where it came otherwise. */
function saidOf(entry, text, sentences) {
  const { source, stwr, medium, mood, cue_class: cueClass, evidential, continues } = entry;
  const known = ["id", "sentence", "source", "stwr", "medium", "mood", "cue_class", "evidential"];
  const made = {
    ...entryOf(entry, PARTS, text, sentences),
    ...{ voice: source ?? "", stwr: stwr ?? "", medium, mood: mood ?? "", continues },
    cueClass: cueClass === "none" ? "" : cueClass,
  };
  const rest = without(entry, ...known, ...PARTS, "proposed", "continues");
  const follows = evidentialOf(made) === evidential;
  return { ...made, rest: follows ? rest : written({ ...rest, evidential }) };
}

/** Words of the author's own, of a case. */
const ownOf = (entry, text, sentences) => ({
  ...entryOf(entry, ["quote"], text, sentences),
  function: entry.function ?? "",
  rest: without(entry, "id", "sentence", "quote", "function", "proposed"),
});

/** A source of a case. */
const voiceOf = (source, readers, todo) => ({
  ...{ id: source.id, name: textIn(source.name, readers, todo), kind: source.kind },
  ...{ naming: source.naming, proposed: source.proposed === true },
  names: writtenIn(source.name, todo),
  rest: without(source, "id", "name", "kind", "naming", "proposed"),
});

/** What there is to mark of a case, from its files as {name: text}; an Error names the fault. */
function stateOf(files, todo) {
  const [article, annotation] = [files["article.yml"], files["annotation.yml"]].map(parsedYaml);
  if (!isObject(article) || !isObject(annotation)) throw new Error("bad_file");
  const text = cleaned(files["article.txt"]);
  const { language = "de", readers = "en", preamble = "" } = article;
  const starts = startsOf(text, annotation.sentences ?? [], cleaned(preamble));
  const sentences = sentencesOf({ text, starts });
  const translations = Object.fromEntries(
    annotation.sentences.map((one) => [
      sentences[annotation.sentences.indexOf(one)].text,
      without(one, "id", "text"),
    ]),
  );
  const lists = ["sentences", "sources", "attributions", "author_voice"];
  const shown = ["id", "title", "language", "readers", "sha256", "preamble", "as_of", "rights"];
  return {
    ...{ v: 1, text, starts, language, readers },
    title: textIn(article.title, readers, todo),
    asOf: article.as_of === todo ? "" : String(article.as_of ?? ""),
    rights: textIn(article.rights, readers, todo),
    voices: listOf(annotation.sources)
      .filter(({ id }) => id !== "author")
      .map((source) => voiceOf(source, readers, todo)),
    said: listOf(annotation.attributions).map((entry) => saidOf(entry, text, sentences)),
    own: listOf(annotation.author_voice).map((entry) => ownOf(entry, text, sentences)),
    rest: {
      article: without(article, ...shown),
      annotation: without(annotation, ...lists),
      translations,
      texts: {
        title: writtenIn(article.title, todo),
        rights: writtenIn(article.rights, todo),
      },
    },
  };
}
