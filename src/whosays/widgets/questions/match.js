// Pairs: for each entry on the left one on the right.

/** A list to choose from for one entry on the left. */
function matchRow(entry, partners, t) {
  const id = uid();
  const select = el(
    "select",
    { id },
    el("option", { value: "" }, t.choose),
    partners.map(({ id: value, letter, text }) =>
      el("option", { value }, `${letter}: ${el("span", null, inline(text)).textContent}`),
    ),
  );
  const label = el("label", { for: id }, inline(entry.text));
  return { entry, select, node: el("div", { class: "ws-row" }, label, select) };
}

questions.match = {
  points: (item, choice) => share(item.pairs, (p) => choice[p.left] === p.right),

  fits: (item, choice) => isMapping(choice, idsOf(item.left), idsOf(item.right)),

  lines(item, choice) {
    const line = ({ left, right, feedback }, chosen) => ({
      state: stateOf(chosen === right),
      subject: textOf(item.left, left),
      answer: textOf(item.right, chosen),
      text: feedback,
    });
    return {
      said: item.pairs.map((p) => line(p, choice[p.left])),
      all: item.pairs.map((p) => line(p, p.right)),
    };
  },

  control(item, t) {
    const partners = item.right.map((r, n) => ({ ...r, letter: String.fromCharCode(65 + n) }));
    const rows = item.left.map((entry) => matchRow(entry, partners, t));
    const draft = () =>
      Object.fromEntries(
        rows.filter(({ select }) => select.value).map((row) => [row.entry.id, row.select.value]),
      );
    const list = partners.map(({ letter, text }) =>
      el("li", null, el("strong", null, `${letter}: `), inline(text)),
    );
    return {
      node: [el("ul", { class: "ws-partners" }, list), nodesOf(rows)],
      draft,
      hint: "hint_match",
      read: () => (Object.keys(draft()).length === rows.length ? draft() : null),
      write(choice) {
        for (const { entry, select } of rows) {
          const chosen = choice?.[entry.id];
          select.value = idsOf(partners).includes(chosen) ? chosen : "";
        }
      },
      sign(choice) {
        for (const { entry, node } of rows) {
          const { right } = item.pairs.find((pair) => pair.left === entry.id);
          signChosen(node, true, choice[entry.id] === right);
        }
      },
    };
  },
};
