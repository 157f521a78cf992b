// Pairs: for each entry on the left one on the right.

questions.match = {
  points: (item, choice) => share(item.pairs, (p) => choice[p.left] === p.right),

  lines(item, choice) {
    const line = ({ id, text: subject }, chosen) => {
      const { right, feedback, words } = item.pairs.find((pair) => pair.left === id);
      const answer = textOf(item.right, chosen ?? right);
      return {
        state: stateOf((chosen ?? right) === right),
        subject,
        answer,
        text: feedback,
        words,
      };
    };
    return {
      said: item.left.map((entry) => line(entry, choice[entry.id])),
      all: item.left.map((entry) => line(entry)),
    };
  },

  control(item, t) {
    const right = Object.fromEntries(item.pairs.map((pair) => [pair.left, pair.right]));
    const quotesOf = ({ id }) => item.pairs.find((pair) => pair.left === id).words;
    const left = item.left.map((entry) => ({ ...entry, words: quotesOf(entry) }));
    return { ...stepByStep(left, item.right, right, { t, lettered: true }), hint: "hint_match" };
  },
};
