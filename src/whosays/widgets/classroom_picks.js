// What a question asks to choose, and what a choice takes of it: as in classes.py. No DOM.

const letterAt = (place) => String.fromCharCode(65 + place);

/** Options with the letters of the key, of which `isRight` says which are right. */
const lettered = (entries, isRight) =>
  entries.map(({ id, text, feedback = "" }, at) => {
    return { id, letter: letterAt(at), text, right: isRight(id), feedback };
  });

/** Entries that have no feedback of their own. */
const plainly = (entries) => entries.map(({ id, text }) => ({ id, text }));

function wordParts(item, t) {
  const marked = [
    ...item.targets.map((each) => [each, true]),
    ...(item.decoys ?? []).map((each) => [each, false]),
  ];
  const options = marked.map(([{ quote, feedback = "" }, right], at) => {
    return { id: String(at), letter: letterAt(at), text: quote, right, feedback };
  });
  const other = { id: "other", letter: "*", text: t.other_words, right: false, feedback: "" };
  return [{ text: "", options: [...options, other] }];
}

function orderParts({ entries, right }, t) {
  const inOrder = right.map((id) => ({ id, text: textOf(entries, id) }));
  return right.map((id, at) => {
    const options = lettered(inOrder, (name) => name === id);
    return { text: fill(t.place, { number: at + 1 }), options };
  });
}

function numberParts({ shown }, t) {
  const texts = { too_low: t.too_low, close: shown, too_high: t.too_high };
  const entries = Object.entries(texts).map(([id, text]) => ({ id, text }));
  return [{ text: "", options: lettered(entries, (id) => id === "close") }];
}

const choiceParts = ({ options }) => {
  const right = idsOf(options.filter(({ correct }) => correct));
  return [{ text: "", options: lettered(options, (id) => right.includes(id)) }];
};

function wordPicks(item, choice) {
  const { found, extra } = marked(item, choice);
  const taken = [...item.targets.keys()].filter((n) => found.includes(n));
  const decoys = item.decoys ?? [];
  const has = ({ positions }) => extra.some((word) => positions.includes(word));
  const tempted = [...decoys.keys()]
    .filter((n) => has(decoys[n]))
    .map((n) => n + item.targets.length);
  const isOther = extra.some((word) => !decoys.some(({ positions }) => positions.includes(word)));
  return [[...taken, ...tempted].map(String).concat(isOther ? ["other"] : [])];
}

function numberPick({ low, high }, choice) {
  if (choice < low) return "too_low";
  return choice <= high ? "close" : "too_high";
}

// By type of question: its parts as {text, options}, and ids of the options that a choice takes of each.
const PICKED = {
  single: { parts: choiceParts, picks: (_, choice) => [[choice]] },
  multiple: { parts: choiceParts, picks: (_, choice) => [choice] },
  classify: {
    parts: ({ categories, statements }) =>
      statements.map(({ text, category }) => {
        return { text, options: lettered(plainly(categories), (id) => id === category) };
      }),
    picks: ({ statements }, choice) => statements.map(({ id }) => [choice[id]]),
  },
  match: {
    parts: ({ left, right, pairs }) =>
      left.map((each) => {
        const partner = pairs.find((pair) => pair.left === each.id).right;
        return { text: each.text, options: lettered(plainly(right), (id) => id === partner) };
      }),
    picks: ({ left }, choice) => left.map(({ id }) => [choice[id]]),
  },
  order: { parts: orderParts, picks: (_, choice) => choice.map((id) => [id]) },
  mark: { parts: wordParts, picks: wordPicks },
  estimate: { parts: numberParts, picks: (item, choice) => [[numberPick(item, choice)]] },
};
