// What is marked in a text: stretches [start, end] by layer, and their words as a case quotes them.

const PARTS = ["mention", "cue", "content"];

const overlaps = ([start, end], from, to) => start < to && from < end;

/** The part of an entry that a stretch of the text belongs to, if it belongs to one. */
const partAt = (entry, { start, end }) =>
  PARTS.find((part) => entry[part].some((span) => overlaps(span, start, end)));

/** A stretch without what stands at its ends and is none of its words. */
function trimmedSpan(text, [start, end], part) {
  const words = text.slice(start, end);
  const [head, tail] =
    part === "content"
      ? [/^[\s,;:–—-]+/u, /[\s,;:.–—-]+$/u]
      : [/^[^\p{L}\p{N}]+/u, /[^\p{L}\p{N}]+$/u];
  const from = start + (head.exec(words)?.[0].length ?? 0);
  const to = end - (tail.exec(words)?.[0].length ?? 0);
  return from < to ? [from, to] : null;
}

/** An entry in which stretches of the text (by number) belong to other parts than before. */
function withParts(text, entry, chunks, parts) {
  const [from, to] = [chunks[0].start, chunks.at(-1).end];
  const made = { ...entry };
  for (const part of PARTS) {
    const runs = [];
    for (const [n, { start, end }] of chunks.entries()) {
      if (parts[n] !== part) continue;
      if (n > 0 && parts[n - 1] === part) runs.at(-1)[1] = end;
      else runs.push([start, end]);
    }
    const elsewhere = entry[part].filter((span) => !overlaps(span, from, to));
    const here = runs.map((run) => trimmedSpan(text, run, part)).filter(Boolean);
    made[part] = [...elsewhere, ...here].sort(([a], [b]) => a - b);
  }
  return made;
}

const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");

/** Where words stand within a stretch of the text: whole words, as `whosays check` looks for them. */
function placesOf(words, text, [from, to]) {
  const pattern = words.split(/\s+/u).map(escaped).join("\\s+");
  const before = /^[\p{L}\p{N}]/u.test(words) ? "(?<![\\p{L}\\p{N}_])" : "";
  const after = /[\p{L}\p{N}]$/u.test(words) ? "(?![\\p{L}\\p{N}_])" : "";
  const regex = new RegExp(before + pattern + after, "gu");
  regex.lastIndex = from; // the pattern may look at the letter before
  return [...text.slice(0, to).matchAll(regex)].map(({ index }) => index);
}

/** A stretch as a quotation: its words, and which of them where they stand more than once. */
function quoteOf(text, [start, end], within) {
  const words = text.slice(start, end).trim().split(/\s+/u).join(" ");
  const places = placesOf(words, text, within);
  return places.length > 1 ? { quote: words, nth: places.indexOf(start) + 1 } : words;
}

/** One quotation by itself, several as a list; nothing for none. */
function quotesOf(text, spans, within) {
  const quotes = spans.map((span) => quoteOf(text, span, within));
  return quotes.length > 1 ? quotes : quotes[0];
}

/** Where a quotation of a case stands; null where it does not. */
function spanOf(quote, text, within) {
  const { quote: words, nth = 1 } = typeof quote === "string" ? { quote } : quote;
  const start = placesOf(words, text, within)[nth - 1];
  if (start === undefined) return null;
  const pattern = words.split(/\s+/u).map(escaped).join("\\s+");
  return [start, start + new RegExp(pattern, "uy").exec(text.slice(start))[0].length];
}

/** The sentences that an entry runs through, from the first to the last; that at `at` at least. */
function sentencesOfEntry(entry, sentences) {
  const spans = [...PARTS, "quote"].flatMap((part) => entry[part] ?? []);
  const touched = sentences
    .map((sentence, n) => [sentence, n])
    .filter(([{ start, end }]) => spans.some((span) => overlaps(span, start, end)))
    .map(([, n]) => n);
  if (touched.length > 0) return sentences.slice(touched[0], touched.at(-1) + 1);
  const at = sentences.findLastIndex(({ start }) => start <= entry.at);
  return [sentences[Math.max(0, at)]];
}

/** The author's own words without what only a program says of a sentence. */
function withoutProposed(state, sentence) {
  const sentences = sentencesOf(state);
  const ids = (entry) => sentencesOfEntry(entry, sentences).map(({ id }) => id);
  return state.own.filter((entry) => !entry.proposed || String(ids(entry)) !== sentence.id);
}

/** A text without one of its sentences, and without what is marked in it; there has to be another. */
function withoutSentence(state, n) {
  const { text, starts, said, own } = state;
  const sentences = sentencesOf(state);
  const [last, gone, next] = [sentences[n - 1], sentences[n], sentences[n + 1]];
  // The blank line between two paragraphs stays.
  const goesOn = next && (!last || next.paragraph === gone.paragraph);
  const [from, to] = goesOn ? [gone.start, next.start] : [last.end, gone.end];
  const moved = (at) => (at < to ? at : at - (to - from));
  const kept = (entry) => {
    const fields = [...PARTS, "quote"].filter((field) => entry[field]);
    const spans = fields.map((field) => [field, entry[field].map((span) => span.map(moved))]);
    return { ...entry, at: moved(entry.at), ...Object.fromEntries(spans) };
  };
  const [saidStill, ownStill] = [said, own].map((entries) =>
    entries.filter((entry) => !sentencesOfEntry(entry, sentences).includes(gone)).map(kept),
  );
  return {
    ...state,
    text: text.slice(0, from) + text.slice(to),
    starts: starts.toSpliced(n, 1).map(moved),
    ...{ said: saidStill, own: ownStill },
  };
}

/** The class of a likely cue by a list of words; nothing for a word that is not in it. */
function likelyCue(word, language) {
  const small = bare(word).toLowerCase();
  return Object.entries(language.cues).find(([, words]) => words.includes(small))?.[0];
}

/** What sort of word the cue of an entry is, as far as a list of words can tell. */
function cueClassOf(text, entry, language) {
  if (entry.cue.length === 0) return "";
  const words = entry.cue.flatMap((span) => chunksOf(text, ...span).map((chunk) => chunk.text));
  const found = words.map((word) => likelyCue(word, language)).filter(Boolean);
  return found[0] ?? "verb";
}
