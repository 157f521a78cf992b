// Any number of several options.

questions.multiple = {
  points: (item, choice) => share(item.options, (o) => o.correct === choice.includes(o.id)),

  lines(item, choice) {
    const all = optionLines(item);
    const isChosen = ({ id }) => choice.includes(id);
    const misjudged = all
      .filter((line) => (line.state === "right") !== isChosen(line))
      .map((line) => ({ ...line, state: line.state === "right" ? "missed" : "wrong" }));
    return { said: misjudged.length > 0 ? misjudged : all.filter(isChosen), all };
  },

  control(item) {
    const boxes = choiceBoxes("checkbox", item.options);
    const draft = () => ticked(boxes);
    return {
      node: nodesOf(boxes),
      draft,
      hint: "hint_multiple",
      read: () => (draft().length > 0 ? draft() : null),
      write: (choice) => tick(boxes, (value) => choice?.includes?.(value)),
      sign(choice) {
        for (const [n, { id, correct }] of item.options.entries()) {
          signChosen(boxes[n].node, choice.includes(id), correct);
        }
      },
    };
  },
};
