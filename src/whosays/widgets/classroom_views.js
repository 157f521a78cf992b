// What the class view shows of the figures.

const FEW_ANSWERS = 20; // below so many a share says little

/** How numbers are written for a reader: shares in whole per cent, measures with two decimals. */
function writing({ lang, t }) {
  const decimal = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const number = (x) => {
    if (x === null) return "–";
    const near = Math.abs(x) < 0.005 ? 0 : x; // no minus before a nought
    return near.toLocaleString(localeOf(lang), decimal).replace("-", "\u2212");
  };
  const percent = (x) => (x === null ? "–" : fill(t.percent, { share: Math.round(100 * x) }));
  const between = (x, low, high) => {
    if (x === null || low === null) return number(x);
    const values = { value: number(x), low: number(low), high: number(high) };
    return el("span", { class: "ws-interval" }, fill(t.between, values));
  };
  const sure = (x) => (x === null ? "–" : percent(x / 100));
  return { number, percent, between, sure };
}

/** A table that scrolls sideways where it is wide; the first cell of a row heads it. */
function classTable(caption, heads, rows) {
  const cells = (row) => [
    el("th", { scope: "row" }, row[0]),
    ...row.slice(1).map((each) => el("td", null, each)),
  ];
  return el(
    "div",
    { class: "ws-wide", tabindex: "0", role: "region", "aria-label": caption },
    el(
      "table",
      null,
      el("caption", null, caption),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          heads.map((head) => el("th", { scope: "col" }, head)),
        ),
      ),
      el(
        "tbody",
        null,
        rows.map((row) => el("tr", null, cells(row))),
      ),
    ),
  );
}

/** Every set of questions: how many answers, how many right, d' and criterion with their intervals. */
function resultTable(results, how) {
  const { t } = how;
  const { percent, between, sure } = writing(how);
  const heads = [t.set, t.pupils, t.answers, t.share, t.sure, t.dprime, t.criterion];
  const row = (each) => [
    each.title,
    each.pupils,
    each.answers,
    percent(each.share),
    sure(each.sure),
    between(each.d_prime, each.d_low, each.d_high),
    between(each.criterion, each.c_low, each.c_high),
  ];
  return classTable(t.by_set, heads, results.map(row));
}

/** The wrong option that most chose, as "B: its words", or an empty text. */
function misreadingOf({ chosen }) {
  const wrong = chosen.flatMap(({ text, options }) =>
    options.filter(({ right, n }) => !right && n > 0).map((option) => ({ ...option, part: text })),
  );
  const [most] = wrong.sort((a, b) => b.n - a.n);
  return most ?? null;
}

/** A bar as long as a share, which a number beside it says as well. */
function shareBar(share) {
  const bar = el("span", { class: "ws-share", "aria-hidden": "true" }, el("span"));
  bar.firstChild.style.inlineSize = `${Math.round(100 * share)}%`;
  return bar;
}

/** One option of a question: its letter, its words, how many chose it, and the reason if it is wrong. */
function optionLine({ letter, text, right, feedback, n }, all, t) {
  return el(
    "li",
    { class: right ? "ws-right" : "ws-chosen" },
    el("span", { class: "ws-letter" }, letter),
    el(
      "span",
      { class: "ws-option" },
      inline(text),
      right && el("strong", null, ` ${t.right_sign}`),
      !right && n > 0 && feedback && el("small", null, inline(feedback)),
    ),
    el("span", { class: "ws-n" }, String(n)),
    shareBar(n / all),
  );
}

/** A set, the number of a question in it, where it is not alone, and its number on the sheet. */
const calledThere = ({ set, number, of, sheet }, t) =>
  [
    set,
    of > 1 && fill(t.question_number, { number }),
    sheet !== null && fill(t.sheet_number, { number: sheet }),
  ]
    .filter(Boolean)
    .join(", ");

/** The same behind the lesson that asks it. */
const placeTold = (place, t) => [place.lesson, calledThere(place, t)].filter(Boolean).join(" · ");

/** One question, folded: how hard it was, and unfolded what was chosen. */
function itemView(each, how) {
  const { t } = how;
  const { percent, sure } = writing(how);
  const { home, item, n, right, share, chosen } = each;
  const values = { right, all: n, share: percent(share) };
  const told = [fill(t.item_right, values)];
  if (each.chance > 0) told.push(fill(t.item_chance, { share: percent(each.chance) }));
  if (each.sure !== null) {
    const sureness = { right: sure(each.sure_right), wrong: sure(each.sure_wrong) };
    told.push(fill(t.item_sure, sureness));
  }
  if (n < FEW_ANSWERS) told.push(t.few_answers);
  return el(
    "details",
    { class: "ws-question" },
    el(
      "summary",
      null,
      el("span", { class: "ws-number" }, home.of > 1 && `${home.number}`),
      el(
        "span",
        { class: "ws-asked" },
        home.set && el("small", null, home.set, " "),
        inline(item.prompt),
      ),
      el("span", { class: "ws-n" }, percent(share)),
      shareBar(share),
    ),
    el("p", { class: "ws-hint" }, told.join(" ")),
    el("p", { class: "ws-hint" }, each.asked.map((place) => placeTold(place, t)).join("; ")),
    chosen.map(({ text, options }) => [
      text && el("p", { class: "ws-option-words" }, inline(text)),
      el(
        "ul",
        { class: "ws-options" },
        options.map((option) => optionLine(option, n, t)),
      ),
    ]),
  );
}

/** All questions that were answered, lesson by lesson, in the order of the book. */
function itemsView(items, how) {
  const inOrder = [...items].sort((a, b) => a.home.rank - b.home.rank);
  const lessons = [...groupedBy(inOrder, ({ home }) => home.lesson)];
  if (lessons.length === 0) return [];
  return [
    el("p", { class: "ws-subtitle" }, how.t.by_question),
    el("p", { class: "ws-hint" }, how.t.numbers, " ", how.t.letters),
    lessons.map(([title, here]) =>
      el(
        "section",
        { class: "ws-lesson-questions" },
        el("p", { class: "ws-lesson-title" }, title),
        here.map((each) => itemView(each, how)),
      ),
    ),
  ];
}

/** How far annotations agree: among pupils and with the gold, by layer and by sentence. */
function annotationsView({ agreement, sentences }, how) {
  if (agreement.length === 0) return [];
  const { t, layers } = how;
  const { percent, between } = writing(how);
  const rows = agreement.map((each) => [
    each.name,
    each.sentences,
    each.marks,
    between(each.alpha, each.low, each.high),
    fill(t.same_of, { same: each.same, all: each.compared, share: percent(each.as_gold) }),
  ]);
  const heads = [t.layer, t.sentences, t.marks, t.alpha, t.as_gold];
  const nameOfValue = ({ place, layer }, value) => {
    const [name] = place.split(":");
    return layers.find(({ id }) => id === layer).values[name]?.[value] ?? value ?? "–";
  };
  const lines = sentences.map((each) => [
    each.label,
    layers.find(({ id }) => id === each.layer).name,
    fill(t.most_of, { value: nameOfValue(each, each.most), n: each.most_n, all: each.n }),
    nameOfValue(each, each.gold),
    String(each.same),
  ]);
  const sentenceHeads = [t.sentence, t.layer, t.most, t.gold, t.as_gold];
  return [
    el("p", { class: "ws-subtitle" }, t.annotations),
    classTable(t.agreement, heads, rows),
    el("p", { class: "ws-hint" }, t.agreement_meaning),
    el(
      "details",
      null,
      el("summary", null, t.by_sentence),
      classTable(t.by_sentence, sentenceHeads, lines),
    ),
  ];
}

/** Each pupil by pseudonym, folded: nobody's result is meant for the wall. */
function pupilsView({ pupils }, how) {
  const { t } = how;
  const { percent, sure } = writing(how);
  const row = (each) => [
    each.pupil,
    each.answers,
    percent(each.share),
    sure(each.sure),
    each.marks > 0 ? fill(t.count_of, { count: each.same, all: each.marks }) : "–",
  ];
  const heads = [t.pseudonym, t.answers, t.share, t.sure, t.as_gold];
  const unfitting = pupils.reduce((sum, each) => sum + each.unfitting, 0);
  return el(
    "details",
    null,
    el("summary", null, t.by_pupil),
    el("p", { class: "ws-hint" }, t.by_pupil_hint),
    unfitting > 0 && el("p", { class: "ws-hint" }, fill(t.changed, { count: unfitting })),
    classTable(t.by_pupil, heads, pupils.map(row)),
  );
}

/** How sure the class was beside how often it was right, over all its answers. */
function surenessView({ answers }, { t }) {
  const judged = answers.filter((a) => a.points !== null && a.confidence);
  const bins = [...groupedBy(judged, ({ confidence }) => Math.round(confidence))]
    .map(([confidence, here]) => {
      return { confidence, count: here.length, right: here.filter((a) => a.right).length };
    })
    .sort((a, b) => a.confidence - b.confidence);
  return bins.length > 0 ? [calibrationPicture(bins, t)] : [];
}
