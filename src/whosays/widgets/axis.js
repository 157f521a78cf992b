// Two bars on a cut axis: estimate, see, repair. After _common.js and the axis_*.js.

/** The traits of the exercise and what follows from them. */
function exerciseState(model) {
  const get = (trait) => model.get(trait);
  const t = get("strings");
  return {
    t,
    pair: get("pair"),
    printed: get("start"),
    get,
    set(trait, value) {
      model.set(trait, value);
      model.save_changes();
    },
    /** As the language writes it. Not by Intl: its first format keeps a slow phone for 50 ms. */
    number(value, digits = 6) {
      const [whole, rest] = String(Number(value.toPrecision(digits))).split(".");
      const figure = whole.replace(/\B(?=(\d{3})+$)/g, t.thousands);
      return rest ? figure + t.decimal + rest : figure;
    },
    known: () => get("guess") != null,
  };
}

/** The chart with its words for a screen reader, as {bars, alt, draw}. */
function exerciseChart({ t, pair, number, known }) {
  const bars = el("div", { class: "ws-bars", "aria-hidden": "true" });
  const alt = el("p");
  const draw = (start) => {
    // Before the guess it would tell those who see the bars what there is to find out.
    alt.className = known() ? "ws-hint" : "ws-hidden";
    bars.replaceChildren(...chartView(pair, start, known(), number));
    alt.textContent = fill(known() ? t.alt : t.alt_before, {
      start: number(start),
      drawn: number(drawnRatio(pair, start), 3),
    });
  };
  return { bars, alt, draw };
}

/** The exercise on the page, as {root, refresh}. */
function exercise(state) {
  const { t, pair, printed, get, set, number, known } = state;
  const [first, second] = pair;
  let moved = false;
  const { bars, alt, draw } = exerciseChart(state);
  const said = statusRegion("ws-told");
  const now = statusRegion("ws-told");
  const sources = sourcesView(pair);

  const question = estimateForm(t, (guess) => {
    if (known()) return;
    if (guess > 0) {
      set("guess", guess);
      return;
    }
    tell(said, [t.missing]);
    question.input.focus();
  });

  const highest = first.value - (second.value - first.value) / 10;
  const repair = repairControls(
    t,
    { printed, highest },
    {
      draw,
      /** Null stays where it is. */
      moveTo(value) {
        if (value !== null) {
          moved = true;
          set("baseline", value);
        }
        refresh();
      },
      again() {
        question.input.value = "";
        moved = false;
        set("baseline", printed);
        set("guess", null);
        question.input.focus();
      },
      tooLate: () => now.append(el("p", null, t.too_late)),
    },
  );

  const refresh = () => {
    const at = get("baseline");
    repair.show(at, number(at));
    question.input.readOnly = known(); // not disabled: focus stays where it is
    question.button.setAttribute("aria-disabled", known());
    if (known()) question.input.value = get("guess");
    repair.node.hidden = !known();
    sources.hidden = !known();
    tell(said, known() ? guessTold(get("guess"), pair, printed, state) : []);
    tell(now, known() && (moved || at !== printed) ? repairTold(at, pair, state) : []);
    draw(at);
  };

  const title = el("p", { class: "ws-title" }, t.title);
  const parts = [alt, bars, question.node, said, repair.node, now, sources];
  const root = el("section", { class: "ws-widget ws-cut" }, title, el("p", null, t.intro), parts);
  return { root, refresh };
}

async function render({ model, el: host }) {
  const state = exerciseState(model);
  await breath();
  const { root, refresh } = exercise(state);
  const traits = ["guess", "baseline"];
  for (const trait of traits) model.on(`change:${trait}`, refresh);
  refresh();
  host.replaceChildren(root);
  return () => {
    for (const trait of traits) model.off(`change:${trait}`, refresh);
  };
}

export default { render };
