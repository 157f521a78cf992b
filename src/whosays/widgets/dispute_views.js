// What the dispute board says of a voice, and of what two voices have to do with each other.

const factView = (name, value) =>
  value && el("div", null, el("dt", null, name), el("dd", null, value));

/** Something a voice says: in the reader's language, in its own words, and where. */
function saidView(cell, { texts, words, place }) {
  const link = () => [el("a", { href: cell.url, rel: "noreferrer" }, place), ` ${cell.read_on}`];
  return [
    texts.map((text) => el("p", { class: "ws-proposition" }, text)),
    words.map(({ lang, text }) =>
      el("p", { class: "ws-wording" }, el(cell.url ? "span" : "q", { lang }, text)),
    ),
    el("p", { class: "ws-place" }, cell.url ? link() : place),
  ];
}

/** A voice with all it says to a question. */
function cellView(cell, box, { t, original }) {
  const asOf = cell.as_of_words && [
    cell.as_of,
    " (",
    el("q", { lang: original }, cell.as_of_words),
    ")",
  ];
  return el(
    "li",
    { class: cell.no_answer ? "ws-cell-silent" : "ws-cell-says", "data-cell": cell.id },
    el("label", { class: "ws-voice-name" }, box, el("span", null, cell.name)),
    cell.no_answer && el("p", null, el("strong", null, t.silent), " ", cell.no_answer),
    cell.says.map((said) => saidView(cell, said)),
    el(
      "dl",
      null,
      factView(t.figure, cell.figure),
      factView(t.counted, cell.counted),
      factView(t.as_of, asOf),
      factView(t.when, cell.when),
    ),
  );
}

function relationView({ type, by, marker, rationale }, t) {
  const words = marker.map(({ lang, text }, n) => [n > 0 ? ", " : " (", el("q", { lang }, text)]);
  return el(
    "div",
    { class: "ws-relation" },
    el("p", null, el("strong", null, `${t[`type_${type}`]}.`), " ", rationale),
    type !== "no_answer" &&
      el("p", { class: "ws-by" }, t[`by_${by}`], words, marker.length > 0 && ")", "."),
  );
}

/** What is said to a guess at how two voices are related. */
function guessTold(relations, guess, t) {
  if (!relations.some(({ kind }) => kind === guess)) {
    return fill(t.guessed_other, { kind: t[`kind_${guess}`] });
  }
  const others = relations.filter(({ kind }) => kind !== "contrast");
  return others.length > 1 ? t.guessed_one : t.guessed_same;
}

/** How two voices are related, after what is said to the guess, where there was one. */
function foundView(relations, guess, t) {
  const answer = guess ? [el("p", { class: "ws-guessed" }, guessTold(relations, guess, t))] : [];
  return [...answer, ...relations.map((relation) => relationView(relation, t))];
}

/** Two voices by their names. */
function bothNamed({ cells }, ids, t) {
  const [first, second] = ids.map((id) => cells.find((cell) => cell.id === id).name);
  return fill(t.chosen, { first, second });
}

/** A fold-out with the relations of all pairs of voices. */
function allPairs(question, t) {
  const pairView = ([names, relations]) =>
    el(
      "li",
      null,
      el("p", { class: "ws-pair" }, bothNamed(question, names.split(" "), t)),
      relations.map((relation) => relationView(relation, t)),
    );
  // Filled when opened: most readers look at one or two pairs.
  const details = el(
    "details",
    {
      toggle() {
        if (details.children.length > 1) return;
        details.append(el("ul", null, Object.entries(question.pairs).map(pairView)));
      },
    },
    el("summary", null, t.all_pairs),
  );
  return details;
}
