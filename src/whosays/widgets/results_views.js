// What a reader has answered, by set of questions and by the day on which questions return.

/** Records by item id, with those under former ids of a question under the one that it has now. */
function underPresentIds(records, questions) {
  const found = new Map(Object.entries(records));
  for (const question of questions) {
    const record = carriedOver(question, (id) => found.get(id));
    for (const id of question.fits.former ?? []) found.delete(id);
    if (record) found.set(question.id, record);
  }
  return found;
}

/** Answered questions whose answers fit them still, and how many answers fit no more. */
function stillFitting(records, known) {
  let changed = 0;
  const answered = [];
  for (const [id, record] of records) {
    const question = known.get(id);
    const attempts = record.attempts.filter((a) => !question || fits(question, a.choice));
    changed += record.attempts.length - attempts.length;
    if (attempts.length > 0) answered.push([id, { ...record, attempts }]);
  }
  return { answered, changed };
}

/** The result of each form that was handed in, for itself. */
function formsView(filled, forms, { t, lang, enough }) {
  const date = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: "long", timeStyle: "short" });
  return Object.entries(filled)
    .filter(([, { at }]) => at)
    .map(([id, { at, answers }]) => {
      const known = forms.find((form) => form.id === id);
      const name = { form: known?.title ?? id, date: date.format(Date.parse(at)) };
      const result = summary(Object.values(answers));
      // What guessing gives is computed for the form as it is; an earlier one may have been another.
      const guess = known?.guess.scored === result.scored ? known.guess : null;
      return el(
        "section",
        { class: "ws-form" },
        el("p", { class: "ws-subtitle" }, fill(t.form_of, name)),
        resultView(result, { t, lang, enough, guess, once: true }),
      );
    });
}

/** How many questions of each set are answered, and how many were right, first and last. */
function countedBySet(answered, setOf) {
  const rows = new Map();
  for (const [id, { attempts }] of answered) {
    const row = rows.get(setOf(id)) ?? { count: 0, scored: 0, first: 0, last: 0 };
    const made = attempts.filter((a) => a.points != null);
    rows.set(setOf(id), {
      count: row.count + 1,
      scored: row.scored + Number(made.length > 0),
      first: row.first + Number(made[0]?.points === 1),
      last: row.last + Number(made.at(-1)?.points === 1),
    });
  }
  return rows;
}

/** A table with a row for each set; `sizeOf` gives how many questions a set has here, or 0. */
function setTable(rows, sizeOf, t) {
  const countOf = (count, all) => fill(t.count_of, { count, all });
  const row = ([name, { count, scored, first, last }]) => {
    const size = sizeOf(name);
    const cells = [
      size > 0 ? countOf(count, size) : String(count),
      ...[first, last].map((right) => (scored > 0 ? countOf(right, scored) : "–")),
    ];
    return el(
      "tr",
      null,
      el("th", { scope: "row" }, name),
      cells.map((text) => el("td", null, text)),
    );
  };
  const heads = [t.set, t.answered, t.right_first, t.right_last];
  return el(
    "table",
    null,
    el("caption", null, t.by_set),
    el(
      "thead",
      null,
      el(
        "tr",
        null,
        heads.map((text) => el("th", { scope: "col" }, text)),
      ),
    ),
    el("tbody", null, [...rows].map(row)),
  );
}

/** Names of the sets whose questions return, by day; what is due has today. */
function returnsByDay(answered, setOf, today) {
  const days = new Map();
  for (const [id, { attempts }] of answered) {
    const due = nextReturn(attempts);
    if (!due) continue;
    const day = Math.max(due.getTime(), today);
    days.set(day, [...(days.get(day) ?? []), setOf(id)]);
  }
  return [...days].sort(([a], [b]) => a - b);
}

/** When questions return; nothing where none does. */
function returnsView(answered, setOf, t, lang) {
  const today = new Date().setHours(12, 0, 0, 0);
  const days = returnsByDay(answered, setOf, today);
  if (days.length === 0) return "";
  const date = new Intl.DateTimeFormat(localeOf(lang), {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const line = ([day, names]) =>
    fill(names.length === 1 ? t.come_back_one : t.come_back_line, {
      date: day === today ? t.today : date.format(day),
      count: names.length,
      sets: [...new Set(names)].join(", "),
    });
  return el(
    "section",
    null,
    el("p", { class: "ws-subtitle" }, t.come_back),
    el(
      "ul",
      null,
      days.map((each) => el("li", null, line(each))),
    ),
  );
}
