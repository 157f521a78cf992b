// What is said of a sentence that has been compared with the gold.

const SIGN = { agrees: "✓", also: "≈", differs: "≠" };

/** The name of a value of a layer; an id that is gone stands for itself. */
function nameOf(choices, layer, id) {
  const { values } = choices.find((choice) => choice.id === layer);
  return values.find((value) => value.id === id)?.name ?? id;
}

/** All that the gold says of a relation, in a line. */
function relationNamed(choices, relation) {
  return choices
    .map(({ id }) =>
      valuesOf(relation, id)
        .map((value) => nameOf(choices, id, value))
        .join(", "),
    )
    .filter(Boolean)
    .join(" · ");
}

/** All relations of a sentence. */
function goldView(gold, { choices, original }) {
  return el(
    "ul",
    { class: "ws-gold" },
    gold.map((relation) =>
      el(
        "li",
        null,
        el("p", null, el("strong", null, relationNamed(choices, relation))),
        el("p", null, el("q", { lang: original }, relation.words)),
        relation.rationale && el("p", { class: "ws-aside" }, relation.rationale),
      ),
    ),
  );
}

/** Why a mark that differs differs: where the source is named, and the test for the gold value. */
function whyView(layer, relation, test, { t, original }) {
  return [
    layer === "source" &&
      el(
        "p",
        { class: "ws-aside" },
        relation.why,
        " ",
        relation.named && el("q", { lang: original }, relation.named),
      ),
    test &&
      el("p", { class: "ws-aside" }, el("span", { class: "ws-layer" }, t.test), " ", inline(test)),
  ];
}

/** One mark beside the gold. */
function comparedView(layer, { mark, gold, verdict }, relation, widget) {
  const { t, choices } = widget;
  const { name, values } = choices.find(({ id }) => id === layer);
  const test = values.find(({ id }) => id === gold)?.test;
  const strong = el("strong", null, nameOf(choices, layer, gold));
  const differs = verdict === "differs";
  return el(
    "li",
    { class: `ws-${verdict}` },
    el("span", { class: "ws-verdict-sign", "aria-hidden": "true" }, SIGN[verdict]),
    el(
      "div",
      null,
      el(
        "p",
        null,
        el("span", { class: "ws-layer" }, `${name}: `),
        differs
          ? [`${t.yours} ${nameOf(choices, layer, mark)}. ${t.gold_says} `, strong, "."]
          : [strong, ". ", verdict === "agrees" ? t.as_gold : t.also_gold],
      ),
      differs && whyView(layer, relation, test, widget),
    ),
  );
}

/** The marks of a sentence beside the gold, as {same, node}: whether all agree, and what is said. */
function toldOfSentence(gold, marks, widget) {
  const { t, choices } = widget;
  const relation = fitting(gold, marks);
  const found = Object.entries(compare(gold, marks));
  const same = found.filter(([, { verdict }]) => verdict !== "differs").length;
  const all = found.length;
  const node = el(
    "div",
    null,
    all > 0 &&
      el(
        "p",
        { class: "ws-summary" },
        same === all ? t.all_same : fill(t.some_same, { same, all }),
      ),
    el(
      "ul",
      { class: "ws-compared" },
      found.map(([layer, one]) => comparedView(layer, one, relation, widget)),
    ),
    marks.mood &&
      !found.some(([layer]) => layer === "mood") &&
      el("p", { class: "ws-aside" }, t.mood_open),
    relation !== gold[0] &&
      el(
        "p",
        { class: "ws-aside" },
        fill(t.other_relation, { gold: relationNamed(choices, gold[0]) }),
      ),
    relation.rationale &&
      el("p", { class: "ws-fair" }, el("strong", null, t.differ), " ", relation.rationale),
  );
  return { same: same === all, node };
}
