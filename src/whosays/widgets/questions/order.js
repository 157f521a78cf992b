// Entries to be put in order.

/** A button that moves an entry up or down. */
function moveButton(sign, name, click) {
  return el(
    "button",
    { type: "button", "aria-label": name, click },
    el("span", { "aria-hidden": "true" }, sign),
  );
}

/** Says of the first and the last row that they go no further. */
function markEdges(rows) {
  for (const [n, row] of rows.entries()) {
    const [up, down] = row.querySelectorAll("button");
    // Not `disabled`: a button that disables itself loses the keyboard's place.
    up.setAttribute("aria-disabled", n === 0);
    down.setAttribute("aria-disabled", n === rows.length - 1);
  }
}

questions.order = {
  points(item, choice) {
    const pairs = item.right.flatMap((a, i) => item.right.slice(i + 1).map((b) => [a, b]));
    return share(pairs, ([a, b]) => choice.indexOf(a) < choice.indexOf(b));
  },

  lines(item, choice) {
    const line = (id, n) => {
      const { text, feedback } = item.entries.find((entry) => entry.id === id);
      return { state: stateOf(item.right[n] === id), subject: text, text: feedback };
    };
    return { said: choice.map(line), all: item.right.map(line) };
  },

  control(item, t, changed) {
    const list = el("ol", { class: "ws-order" });
    const status = statusRegion("ws-hidden");
    const draft = () => [...list.children].map((row) => row.dataset.id);

    const shift = (row, step, button) => {
      const others = [...list.children];
      const to = others.indexOf(row) + step;
      if (to < 0 || to >= others.length) return;
      list.insertBefore(row, step < 0 ? others[to] : others[to].nextSibling);
      markEdges([...list.children]);
      button.focus();
      const text = row.firstChild.textContent;
      status.textContent = fill(t.moved, { text, position: to + 1, all: others.length });
      changed();
    };

    const rowOf = ({ id, text: said }) => {
      const text = el("span", null, inline(said));
      const move = (step, sign, name) =>
        moveButton(sign, fill(t[name], { text: text.textContent }), (event) =>
          shift(row, step, event.currentTarget),
        );
      const moves = [move(-1, "↑", "move_up"), move(1, "↓", "move_down")];
      const row = el("li", { "data-id": id }, text, el("span", { class: "ws-moves" }, moves));
      return row;
    };

    const rows = new Map(item.entries.map((entry) => [entry.id, rowOf(entry)]));
    const write = (choice) => {
      const order = fits(item, choice) ? choice : idsOf(item.entries);
      list.replaceChildren(...order.map((id) => rows.get(id)));
      markEdges([...list.children]);
    };
    write(null);
    return {
      node: list,
      status,
      draft,
      read: draft,
      write,
      hint: "hint_order",
      sign(choice) {
        for (const [n, id] of choice.entries())
          signChosen(rows.get(id), true, item.right[n] === id);
      },
    };
  },
};
