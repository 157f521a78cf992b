// Statements, each of which belongs to one category.

questions.classify = {
  points: (item, choice) => share(item.statements, (s) => choice[s.id] === s.category),

  fits: (item, choice) => isMapping(choice, idsOf(item.statements), idsOf(item.categories)),

  lines(item, choice) {
    const line = ({ id, category, words, text, feedback }, chosen) => ({
      id,
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

  control(item) {
    const rows = item.statements.map((statement) => {
      const boxes = choiceBoxes("radio", item.categories, "ws-choice ws-pill");
      const node = el(
        "fieldset",
        { class: "ws-row" },
        el("legend", null, inline(statement.text)),
        el("div", { class: "ws-pills" }, nodesOf(boxes)),
      );
      return { statement, boxes, node };
    });
    const draft = () =>
      Object.fromEntries(
        rows.flatMap(({ statement, boxes }) => ticked(boxes).map((value) => [statement.id, value])),
      );
    return {
      node: nodesOf(rows),
      draft,
      hint: "hint_classify",
      read: () => (Object.keys(draft()).length === rows.length ? draft() : null),
      write(choice) {
        for (const { statement, boxes } of rows) {
          tick(boxes, (value) => value === choice?.[statement.id]);
        }
      },
      sign(choice) {
        for (const { statement, boxes } of rows) {
          for (const { input, node } of boxes) {
            const chosen = choice[statement.id] === input.value;
            signChosen(node, chosen, statement.category === input.value);
          }
        }
      },
    };
  },
};
