// How far a reader's marks agree with the gold, over all sentences that were compared.

const FEW = 10; // sentences; fewer say next to nothing about agreement

/** A table with a row for each layer that was marked. */
function agreementTable(rows, t) {
  const row = ({ name, same, sentences, raw }) =>
    el(
      "tr",
      null,
      el("th", { scope: "row" }, name),
      el("td", null, fill(t.same_of, { same, all: sentences, share: Math.round(100 * raw) })),
    );
  const heads = [t.layer, t.raw].map((text) => el("th", { scope: "col" }, text));
  return el(
    "table",
    null,
    el("caption", null, t.agreement),
    el("thead", null, el("tr", null, heads)),
    el("tbody", null, rows.map(row)),
  );
}

/** Alpha of each layer and what it says, folded: most readers need no more than the shares. */
function alphaView(rows, t, lang) {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const number = (x) => x.toLocaleString(localeOf(lang), digits).replace("-", "\u2212");
  const line = ({ name, alpha: value }) =>
    el("li", null, `${name}: ${value === null ? "–" : number(value)}`);
  return el(
    "details",
    { class: "ws-alpha" },
    el("summary", null, t.alpha),
    el("ul", null, rows.map(line)),
    el("p", null, t.alpha_meaning, rows.some((row) => row.alpha === null) && ` ${t.alpha_none}`),
  );
}

/** A list of what differs, with a way to each sentence. */
function differencesView(differing, { t, choices }) {
  if (differing.length === 0) return el("p", null, t.no_differences);
  const line = ({ card: { task, focus }, layer, mark, gold }) =>
    el(
      "li",
      null,
      el(
        "button",
        { type: "button", class: "ws-jump", click: focus },
        fill(t.sentence, { label: task.label }),
      ),
      ` ${choices.find(({ id }) => id === layer).name}. ${t.yours} ${nameOf(choices, layer, mark)}. `,
      `${t.gold_says} ${nameOf(choices, layer, gold)}.`,
    );
  return el(
    "div",
    null,
    el("p", { class: "ws-subhead" }, fill(t.differences, { count: differing.length })),
    el("ul", { class: "ws-differences" }, differing.map(line)),
  );
}

/** The agreement of [card, comparisons by layer] pairs, as nodes. */
function agreementView(compared, widget) {
  const { t, lang, choices } = widget;
  const rows = choices
    .map(({ id, name }) => ({
      name,
      ...measures(compared.flatMap(([, found]) => found[id] ?? [])),
    }))
    .filter(({ sentences }) => sentences > 0);
  const also = rows.reduce((sum, row) => sum + row.also, 0);
  const differing = compared.flatMap(([each, found]) =>
    Object.entries(found)
      .filter(([, { verdict }]) => verdict === "differs")
      .map(([layer, one]) => ({ card: each, layer, ...one })),
  );
  return [
    agreementTable(rows, t),
    el("p", null, compared.length < FEW ? t.too_few : fill(t.still_few, { all: compared.length })),
    also > 0 && el("p", null, fill(also === 1 ? t.also_count_one : t.also_count, { count: also })),
    el("p", { class: "ws-hint" }, t.first_counts),
    differencesView(differing, widget),
    alphaView(rows, t, lang),
  ].filter(Boolean);
}
