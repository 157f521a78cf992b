// One thing after another: dots that lead to each, and a control that asks for one answer at a time.

const DOT = { right: "✓", partly: "◐", wrong: "✗", seen: "•" };

/**
 * A button for each of `count` things in a row, as {node, show, mark}: `show(n)` says which of them is
 * shown, `mark(n, state)` how it stands. `name` is what they are called, `go(n)` hears of a press.
 */
function dotsRow(count, name, t, go) {
  const buttons = Array.from({ length: count }, (_, n) =>
    el("button", { type: "button", class: "ws-dot", click: () => go(n) }, String(n + 1)),
  );
  const mark = (n, state) => {
    const button = buttons[n];
    const said = `${fill(name, { number: n + 1 })}: ${t[`dot_${state}`]}`;
    button.textContent = DOT[state] ?? n + 1;
    button.setAttribute("aria-label", said);
    button.dataset.state = state;
  };
  let shown = null;
  const node = el(
    "ol",
    { class: "ws-dots" },
    buttons.map((button) => el("li", null, button)),
  );
  return {
    node,
    mark,
    show(n) {
      buttons[shown]?.removeAttribute("aria-current");
      buttons[n]?.setAttribute("aria-current", "step");
      shown = n;
    },
  };
}

/** One entry of a control that goes step by step: its text, and the values to choose from. */
function stepOf(entry, values, lettered) {
  const boxes = choiceBoxes("radio", values, lettered);
  const legend = el("legend", { tabindex: -1 }, inline(entry.text));
  const pills = el("div", { class: lettered ? null : "ws-pills" }, nodesOf(boxes));
  const node = el("fieldset", { class: "ws-row", hidden: true }, legend, pills);
  return {
    id: entry.id,
    words: entry.words ?? [],
    boxes,
    legend,
    node,
    chosen: () => ticked(boxes)[0],
  };
}

/**
 * For each entry one of the values. `right` holds the right one by the entry's id. What is special in
 * this control: `steps`, as {at, isLast, isDone, words, go, firstOpen, focus, whenMoved}.
 */
function stepByStep(entries, values, right, { t, lettered }) {
  const rows = entries.map((entry) => stepOf(entry, values, lettered));
  let at = 0;
  let moved = () => undefined;
  const go = (n) => {
    rows[at].node.hidden = true;
    at = n;
    rows[at].node.hidden = false;
    dots.show(at);
    moved();
  };
  const dots = dotsRow(rows.length, t.step, t, (n) => {
    if (n === at) rows[n].legend.focus();
    else go(n);
  });
  const markOpen = () => {
    for (const [n, row] of rows.entries()) dots.mark(n, row.chosen() ? "seen" : "open");
  };
  const draft = () =>
    Object.fromEntries(rows.filter((row) => row.chosen()).map((row) => [row.id, row.chosen()]));
  const firstOpen = () => rows.findIndex((row) => !row.chosen());
  const node = el("div", { input: markOpen }, dots.node, nodesOf(rows));
  markOpen();
  go(0);
  return {
    node,
    draft,
    read: () => (firstOpen() < 0 ? draft() : null),
    write(choice) {
      for (const { id, boxes } of rows) tick(boxes, (value) => value === choice?.[id]);
      markOpen();
      go(firstOpen() < 0 ? rows.length - 1 : firstOpen());
    },
    sign(choice) {
      for (const [n, { id, boxes }] of rows.entries()) {
        for (const { input, node: box } of boxes) {
          signChosen(box, choice[id] === input.value, right[id] === input.value);
        }
        dots.mark(n, stateOf(choice[id] === right[id]));
      }
      go(
        Math.max(
          0,
          rows.findIndex(({ id }) => choice[id] !== right[id]),
        ),
      );
    },
    unsign() {
      markOpen();
      go(0);
    },
    steps: {
      at: () => at,
      isLast: () => at === rows.length - 1,
      words: () => rows[at].words,
      isDone: () => Boolean(rows[at].chosen()),
      go,
      firstOpen,
      focus: () => rows[at].legend.focus(),
      whenMoved(listener) {
        moved = listener;
      },
    },
  };
}
