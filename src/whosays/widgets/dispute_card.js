// One question of the dispute board: voices to choose two of, a guess, and how they are related.

/** The parts of a question on the page, and what to call when the reader does something. */
function cardParts(question, { t, original, kinds }, { choose, guess, submit }) {
  const boxes = question.cells.map(({ id }) => {
    const change = (event) => choose(id, event.target.checked);
    return el("input", { type: "checkbox", value: id, change });
  });
  const said = statusRegion("ws-pair");
  const select = el(
    "select",
    { id: uid(), change: () => guess(select.value) },
    el("option", { value: "" }, t.no_guess),
    kinds.map((kind) => el("option", { value: kind }, t[`kind_${kind}`])),
  );
  // The press, not the form's `submit`: a frame may forbid forms.
  const button = el("button", { type: "submit", class: "ws-button", click: submit }, t.show);
  const result = statusRegion("ws-found");
  const voices = el(
    "fieldset",
    null,
    el(
      "legend",
      null,
      el("strong", null, question.text),
      el("span", { class: "ws-label" }, t.voices),
    ),
    el(
      "ul",
      { class: "ws-cells" },
      question.cells.map((cell, n) => cellView(cell, boxes[n], { t, original })),
    ),
  );
  const label = el("label", { for: select.id }, t.guess);
  const relate = el(
    "div",
    { class: "ws-relate" },
    said,
    el("p", { class: "ws-guess" }, label, select, button),
    result,
  );
  const node = el(
    "li",
    { class: "ws-dispute", "data-question": question.id },
    el("form", null, voices, relate),
    allPairs(question, t),
  );
  return { node, boxes, said, select, button, result };
}

/** What is said of the voices that are chosen, and of one that had to give way. */
function chosenTold(question, chosen, gone, t) {
  const nameOf = (id) => question.cells.find((cell) => cell.id === id).name;
  const lines = [
    () => t.choose_two,
    () => fill(t.choose_one_more, { name: nameOf(chosen[0]) }),
    () => bothNamed(question, chosen, t),
  ];
  const line = lines[chosen.length]();
  return gone ? `${line} (${fill(t.gave_way, { name: nameOf(gone) })})` : line;
}

/** Shows a choice: {chosen, guess, shown}. */
function showChoice({ boxes, said, select, button, result }, question, choice, gone, t) {
  const { chosen, guess, shown } = choice;
  for (const box of boxes) box.checked = chosen.includes(box.value);
  said.textContent = chosenTold(question, chosen, gone, t);
  select.value = guess;
  select.disabled = chosen.length < 2;
  button.setAttribute("aria-disabled", String(chosen.length < 2));
  // Relations stand under the two in the order of the cells.
  const names = question.cells.map(({ id }) => id).filter((id) => chosen.includes(id));
  const found = () => foundView(question.pairs[names.join(" ")], guess, t);
  result.replaceChildren(...(shown ? found() : []));
}

/** A question as {node, restore}. */
function card(question, board) {
  const { t, load, keep } = board;
  let choice = null; // {chosen, guess, shown}

  const change = (news, gone) => {
    choice = { ...choice, ...news };
    keep(question.id, choice);
    showChoice(parts, question, choice, gone, t);
  };

  const parts = cardParts(question, board, {
    choose(id, wanted) {
      const others = choice.chosen.filter((name) => name !== id);
      const chosen = wanted ? [...others, id] : others;
      // A third voice takes the place of the first.
      const gone = chosen.length > 2 && chosen.shift();
      change({ chosen, guess: "", shown: false }, gone);
    },
    guess: (guess) => change({ guess, shown: false }),
    submit(event) {
      event.preventDefault();
      if (choice.chosen.length === 2) change({ shown: true });
    },
  });

  const restore = () => {
    choice = load(question);
    showChoice(parts, question, choice, false, t);
  };
  restore();
  return { node: parts.node, restore };
}
