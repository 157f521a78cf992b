// One of several options.

questions.single = {
  points: (item, choice) => (item.options.some((o) => o.id === choice && o.correct) ? 1 : 0),

  lines(item, choice) {
    const all = optionLines(item);
    // The choice stands above with its sign: no second one.
    const bare = (line) => ({ ...line, state: null, subject: null });
    const said = all.filter(({ id }) => id === choice).map(bare);
    return { said, all };
  },

  control(item) {
    const boxes = choiceBoxes("radio", item.options);
    const read = () => ticked(boxes)[0] ?? null;
    return {
      node: nodesOf(boxes),
      read,
      draft: read,
      write: (choice) => tick(boxes, (value) => value === choice),
      sign(choice) {
        for (const [n, { id, correct }] of item.options.entries()) {
          signChosen(boxes[n].node, id === choice, correct);
        }
      },
    };
  },
};
