// What a reader may hand in: codes by set of questions, and the letters chosen, on one printed page.

const ROOMY = 150; // answers; more are printed smaller, so that a sheet has room for all of the book

/** The first answer to a question that fits it, of those that are kept; undefined for none. */
function firstKept(question, records) {
  const record = carriedOver(question, (id) =>
    Object.hasOwn(records, id) ? records[id] : undefined,
  );
  const attempts = record?.attempts.filter((a) => fits(question, a.choice)) ?? [];
  return attempts.find((a) => !a.retry) ?? attempts[0];
}

/**
 * First answers by bank, as {bank, asked, answers}; a form counts once it is handed in. `banks` and
 * `known` say which questions there are.
 */
function handInAnswers(banks, known, { records, forms }) {
  const byId = new Map(known.map((question) => [question.id, question]));
  return banks
    .map((bank) => {
      const asked = bank.questions.map((id) => byId.get(id));
      const form = Object.hasOwn(forms, bank.id) ? forms[bank.id] : null;
      const inForm = form?.at ? Object.entries(form.answers) : [];
      const made = Object.fromEntries(inForm.map(([id, a]) => [id, { v: 1, attempts: [a] }]));
      const kept = bank.form ? made : records;
      const answers = {};
      for (const question of asked) {
        const first = firstKept(question, kept);
        if (first) answers[question.id] = first;
      }
      return { ...bank, asked, answers };
    })
    .filter(({ answers }) => Object.keys(answers).length > 0);
}

/** A choice in the letters of the key: B, AC, B A C; numbers as they are, and how many words. */
function lettersOfChoice({ one, some, all, keys, values, words, kind }, choice, t) {
  const letter = (list, id) => String.fromCharCode(65 + list.indexOf(id));
  if (one) return letter(one, choice);
  if (some)
    return some
      .filter((id) => choice.includes(id))
      .map((id) => letter(some, id))
      .join("");
  if (all) return choice.map((id) => letter(all, id)).join(" ");
  if (keys) return keys.map((key) => letter(values, choice[key])).join(" ");
  if (words) return fill(t.paper_words, { count: choice.length });
  return kind === "number" ? String(choice) : t.paper_text;
}

/** Right, partly right or wrong as a sign; nothing for what nobody scores. */
function signOfPoints(made) {
  if (made == null) return "";
  if (made === 1) return "✓";
  return made > 0 ? "◐" : "✗";
}

/** An answer on paper: its number in its set, where it is not alone, letters, sign and confidence. */
function answerOnPaper({ number, of, fits: what, answer }, t) {
  const parts = [lettersOfChoice(what, answer.choice, t), signOfPoints(answer.points)];
  if (answer.confidence) parts.push(`${answer.confidence} %`);
  return el(
    "span",
    { class: "ws-given" },
    of > 1 && [el("strong", null, `${number}`), " "],
    `${parts.join(" ")} `,
  );
}

/** The answers of one lesson on paper, set by set. */
function lessonOnPaper(lesson, given, bank, t) {
  const sets = [...groupedBy(given, ({ set }) => set)];
  return el(
    "p",
    null,
    lesson !== bank && el("strong", null, `${lesson} `),
    sets.map(([set, here]) => [
      set && el("em", null, `${set} `),
      here.map((each) => answerOnPaper(each, t)),
    ]),
  );
}

/** The answers to one bank on paper: its code, and what was answered, lesson by lesson. */
function bankOnPaper({ title, code, asked, answers }, { t, homes }) {
  const given = asked
    .filter(({ id }) => Object.hasOwn(answers, id))
    .map(({ id, fits: what }) => ({ ...homes.get(id), fits: what, answer: answers[id] }))
    .sort((a, b) => a.rank - b.rank);
  const lessons = [...groupedBy(given, ({ lesson }) => lesson)];
  return el(
    "div",
    { class: "ws-given-bank" },
    el("p", null, el("strong", null, title), " ", el("code", null, code), " "),
    lessons.map(([lesson, here]) => lessonOnPaper(lesson, here, title, t)),
  );
}

/** What stands alone on the printed page. */
function handInPaper(banks, how) {
  const { t, lang } = how;
  const date = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: "long" }).format(new Date());
  const count = banks.reduce((sum, { answers }) => sum + Object.keys(answers).length, 0);
  return el(
    "div",
    { class: count > ROOMY ? "ws-alone ws-many" : "ws-alone" },
    el("p", { class: "ws-title" }, t.paper_title, ", ", date),
    el("p", { class: "ws-rule" }, t.paper_name),
    banks.map((bank) => bankOnPaper(bank, how)),
    el("p", { class: "ws-hint" }, t.paper_letters),
  );
}

/** A code on the screen, and a fold-out with it as a QR code. */
function codeRow({ title, code }, { t, withAll: bring }) {
  const draw = (place) => bring(() => place.replaceChildren(qrDrawing(code)));
  return [
    el("dt", null, title),
    el("dd", null, el("code", null, code)),
    el("dd", null, qrFold(t, draw)),
  ];
}

/** Codes on the screen, and the page for the printer; nothing where nothing is answered. */
function handInView(handedIn, how) {
  const { t } = how;
  if (handedIn.length === 0) return [];
  const banks = handedIn.map((bank) => ({ ...bank, code: encodeAnswers(bank, bank.answers) }));
  const paper = handInPaper(banks, how);
  // What the paper needs is there before anybody can press the button that prints it.
  const toggle = () => how.withAll(() => drawOnPaper(paper, banks, t));
  const click = () => window.print();
  return [
    el(
      "details",
      { class: "ws-hand-in", toggle },
      el("summary", null, t.hand_in),
      el("p", { class: "ws-hint" }, t.hand_in_hint),
      el(
        "dl",
        null,
        banks.map((bank) => codeRow(bank, how)),
      ),
      el(
        "p",
        { class: "ws-actions" },
        el("button", { type: "button", class: "ws-button ws-quiet", click }, t.hand_in_print),
      ),
    ),
    paper,
  ];
}
