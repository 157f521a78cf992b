// Statements, each of which belongs to one category.

questions.classify = {
  points: (item, choice) => share(item.statements, (s) => choice[s.id] === s.category),

  lines(item, choice) {
    const line = ({ category, words, text, feedback }, chosen) => ({
      state: stateOf(chosen === category),
      words,
      subject: text,
      answer: textOf(item.categories, chosen),
      text: typeof feedback === "string" ? feedback : feedback[chosen],
    });
    return {
      said: item.statements.map((s) => line(s, choice[s.id])),
      all: item.statements.map((s) => line(s, s.category)),
    };
  },

  control(item, t) {
    const right = Object.fromEntries(item.statements.map((s) => [s.id, s.category]));
    return stepByStep(item.statements, item.categories, right, { t, lettered: false });
  },
};
