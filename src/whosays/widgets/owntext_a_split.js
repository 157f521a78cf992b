// Sentences of a text, by a plain rule; a reader joins and splits what it gets wrong. Offsets count
// UTF-16 code units, as JavaScript does: they never leave the page.

const BLANK_LINE = /\n[^\S\n]*\n/;
const SHORT_LINE = 60; // a heading, not a line of running text
const BRACKETS = /[([][^()[\]]{1,400}[)\]]/gu; // a stop in them ends no sentence

/** A text as the files of a case can hold it: one kind of line break, nothing that no one can see. */
function cleaned(text) {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, "\n")
    .replace(/[^\P{Cc}\n\t]|\p{Cs}|[\ufeff\ufffe\uffff]/gu, " ");
}

/** Stretches of a text between white space, as {start, end, text, broken: after a line break}. */
function chunksOf(text, from = 0, to = text.length) {
  const chunks = [];
  let before = from;
  for (const match of text.slice(from, to).matchAll(/\S+/gu)) {
    const start = from + match.index;
    const gap = text.slice(before, start);
    before = start + match[0].length;
    chunks.push({ start, end: before, text: match[0], gap });
  }
  return chunks;
}

const LETTERS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const bare = (word) => word.replace(LETTERS, "");

/** Whether a full stop behind a word is none, but belongs to it: Dr., z. B., am 3. Oktober. */
function belongsToWord(word, { before, next, isFirst }, stops) {
  const isStarter = stops.starters.has(bare(next));
  if (stops.never_final.has(word)) return true;
  if (stops.sometimes_final.has(word) || /^\p{L}$/u.test(word)) return !isStarter;
  if (/^(?:\d{1,3}|[IVXLC]+)$/u.test(word)) {
    const named = stops.before_ordinals.has(bare(before).toLowerCase()) && !isStarter;
    return isFirst || named || stops.months.has(bare(next));
  }
  return false;
}

/** Whether a sentence ends with the first of two stretches. */
function endsSentence(chunk, before, next, stops, lineLength) {
  if (!/^["'„‚“«»›‹([]*[\p{Lu}\p{Lt}\p{N}]/u.test(next.text)) return false;
  const match = /^(.*?)([.!?…]+)["'“”‘’«»‹›)\]]*$/u.exec(chunk.text);
  if (!match) return next.gap.includes("\n") && lineLength < SHORT_LINE;
  if (match[2] !== "." || match[0].length > match[1].length + 1) return true;
  const isFirst = before === undefined || chunk.gap.includes("\n");
  return !belongsToWord(
    bare(match[1]),
    { before: before?.text ?? "", next: next.text, isFirst },
    stops,
  );
}

/** Where the sentences of a text begin; `stops` are sets of words by kind. */
function sentenceStarts(text, stops) {
  const chunks = chunksOf(text);
  const brackets = [...text.matchAll(BRACKETS)].map(({ index, 0: all }) => [index, all.length]);
  const isWithin = (at) => brackets.some(([from, length]) => from < at && at < from + length);
  const starts = [];
  let line = 0;
  for (const [n, chunk] of chunks.entries()) {
    const last = chunks[n - 1];
    const isFirst = !last || BLANK_LINE.test(chunk.gap);
    const goesOn = last && chunks[n - 2];
    const isNext = () => endsSentence(last, goesOn, chunk, stops, last.end - line);
    if (isFirst || (isNext() && !isWithin(chunk.start))) starts.push(chunk.start);
    if (isFirst || chunk.gap.includes("\n")) line = chunk.start;
  }
  return starts;
}

/** Sentences as {id, label, start, end, text, paragraph}, from where they begin. */
function sentencesOf({ text, starts }) {
  let [paragraph, number, last] = [1, 0, 0];
  return starts.map((start, n) => {
    const end = start + text.slice(start, starts[n + 1]).trimEnd().length;
    if (n > 0 && BLANK_LINE.test(text.slice(last, start))) [paragraph, number] = [paragraph + 1, 0];
    number += 1;
    last = end;
    const words = text.slice(start, end).trim().split(/\s+/u).join(" ");
    const label = `${paragraph}.${number}`;
    return { id: `p${paragraph}s${number}`, label, start, end, text: words, paragraph };
  });
}
