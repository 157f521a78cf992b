// Quotations come with their places (views/questions.py): nothing here looks for words. No DOM.

/** Words of a text (runs without white space) as [start, end]. */
function wordsOf(text) {
  return [...text.matchAll(/[^ \t\r\n]+/g)].map((m) => [m.index, m.index + m[0].length]);
}

/** What of the quotations stands in a part of a column, as [start, end] in their order there. */
function stretchesIn(quotes, column, part) {
  return quotes
    .flatMap(({ at }) => at)
    .filter((stretch) => stretch.column === column && stretch.part === part)
    .map(({ start, end }) => [start, end])
    .sort(([a], [b]) => a - b);
}
