// What is still open in a text, and what can be counted in it.

const isIn = (sentence, sentences) => (entry) =>
  sentencesOfEntry(entry, sentences).some(({ id }) => id === sentence.id);

const hasMarks = (entry) => PARTS.some((part) => entry[part].length > 0);

/**
 * The sentences of a text that somebody has begun; those with a mark, or with words of the author's
 * own; and those in which a program's mark is unread.
 */
function markedIn(state) {
  const sentences = sentencesOf(state);
  const holding = (entries) => sentences.filter((one) => entries.some(isIn(one, sentences)));
  const entries = [...state.said, ...state.own];
  return {
    begun: holding(entries),
    marked: holding([...state.said.filter(hasMarks), ...state.own]),
    unread: holding(entries.filter(({ proposed }) => proposed)),
  };
}

const NOT_NAMED = "…"; // as the rules call a voice of which the text says nothing

/** What an entry still lacks, as keys of the strings. */
function lacking(entry, { said, voices, language }, { hasMood }) {
  const voice = voices.find(({ id }) => id === entry.voice);
  const noCue = entry.cue.length === 0 && !parentOf(entry, said) && !entry.rest.rationale;
  return [
    !voice && "lacks_voice",
    voice?.name === NOT_NAMED && "lacks_name",
    voice && !voice.naming && "lacks_naming",
    noCue && !continued(entry, said) && "lacks_cue",
    entry.content.length === 0 && "lacks_content",
    !entry.stwr && "lacks_stwr",
    hasMood(language) && !entry.mood && "lacks_mood",
  ].filter(Boolean);
}

/** Everything that is open, as {text, at: a sentence's beginning, where it is of one}. */
function openPoints(state, desk) {
  const { t } = desk;
  const sentences = sentencesOf(state);
  const points = ["title", "asOf", "rights"]
    .filter((field) => !state[field].trim())
    .map((field) => ({ text: t[`lacks_${field}`] }));
  for (const sentence of sentences) {
    const [said, own] = [state.said, state.own].map((list) =>
      list.filter(isIn(sentence, sentences)),
    );
    const about = (text) => points.push({ text: `${sentence.label}: ${text}`, at: sentence.start });
    if (said.length + own.length === 0) about(t.lacks_all);
    for (const entry of said.filter((one) => sentencesOfEntry(one, sentences)[0] === sentence)) {
      for (const key of lacking(entry, state, desk)) about(t[key]);
    }
    const isFirst = (one) => sentencesOfEntry(one, sentences)[0] === sentence;
    if (own.some((one) => !one.function && isFirst(one))) about(t.lacks_function);
    if ([...said, ...own].some(({ proposed }) => proposed)) about(t.lacks_reading);
  }
  return points;
}

/** The voices of a text with how often each speaks, those first that speak most; unread marks aside. */
function voicesOf({ voices, said }) {
  const read = said.filter(({ proposed }) => !proposed);
  return voices
    .map((voice) => ({ ...voice, times: read.filter((entry) => entry.voice === voice.id).length }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times);
}

const MOST_LINES = 6;

/** What the card says of a text; its words are plain, whatever signs they have. */
function cardOf(state, { t }) {
  const voices = voicesOf(state);
  const [hidden, roles] = ["anonymous", "role"].map(
    (how) => voices.filter(({ naming }) => naming === how).length,
  );
  const plainly = (text) => text.replace(/[*[\]{}]/gu, "");
  const count = voices.length;
  const title = fill(count === 1 ? t.card_voice : t.card_voices, { count });
  const [what, of] = hidden > 0 ? ["card_hidden", hidden] : ["card_role", roles];
  const asked = (all) => {
    if (all === 1) return t[of > 0 ? `${what}_only` : "card_all_only"];
    return of > 0 ? fill(t[of === 1 ? `${what}_one` : what], { count: of }) : t.card_all;
  };
  const lines = voices
    .slice(0, MOST_LINES)
    .map(
      ({ name, times }) =>
        `${plainly(name)} (${fill(times === 1 ? t.once : t.times, { count: times })})`,
    );
  if (count > MOST_LINES) lines.push(fill(t.card_more, { count: count - MOST_LINES }));
  const behind = [state.title || t.card_untitled, state.asOf]
    .filter(Boolean)
    .map(plainly)
    .join(", ");
  return {
    title: `${title}, ${asked(count)}`,
    lines,
    behind,
    from: [t.book, bookAddress()].filter(Boolean),
  };
}
