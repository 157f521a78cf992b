// Where quotations stand in a passage: the only place in the quiz that looks for words. No DOM.

/** The parts of a passage in one language as one text. */
const joined = (parts) => parts.map((part) => part.text).join(" ");

/** Words of a text (runs without white space) as [start, end]. */
function wordsOf(text) {
  return [...text.matchAll(/[^ \t\r\n]+/g)].map((m) => [m.index, m.index + m[0].length]);
}

/** For each quotation where it stands in a text, as [start, end]; null where it does not. */
function placesOf(text, quotes) {
  return quotes.map(({ quote, nth = 1 }) => {
    let start = -1;
    for (let n = 0; n < nth; n += 1) {
      start = text.indexOf(quote, start + 1);
      if (start < 0) return null;
    }
    return [start, start + quote.length];
  });
}

/** For each quotation the positions of the words it touches, counted through the passage. */
function spans(item, quotes) {
  const text = joined(item.passage.text);
  const words = wordsOf(text);
  return placesOf(text, quotes).map((place) =>
    words.flatMap(([from, to], n) => (place && from < place[1] && to > place[0] ? [n] : [])),
  );
}

/** The language in which words stand in a passage: the article's own, or its translation's. */
function languageOf({ text, translation }, quote) {
  const [place] = placesOf(joined(text), [{ quote }]);
  return (place ? text[0] : (translation[0] ?? text[0])).lang;
}
