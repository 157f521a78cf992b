// Thoughts in the reader's own words, to be compared with a model answer; never scored.

questions.reflect = {
  button: "compare",

  points: () => null,

  lines: (item, _choice, t) => ({
    said: [
      { subject: t.model_answer, text: item.model_answer },
      { subject: t.look_for, list: item.look_for },
    ],
    all: [],
  }),

  control(_item, t) {
    const id = uid();
    const area = el("textarea", { id, rows: 4 });
    const read = () => area.value;
    return {
      node: el("p", { class: "ws-reflect" }, el("label", { for: id }, t.your_thoughts), area),
      draft: read,
      read,
      write(choice) {
        area.value = typeof choice === "string" ? choice : "";
      },
    };
  },
};
