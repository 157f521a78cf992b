// A set of questions, one at a time, with dots that lead to each, and a result at the end.
// After _common.js, _answers.js, the types in questions/ and the quiz_*.js, before later_quiz.js.

/** What a quiz is made of, before anything is drawn. */
function quizOf(model) {
  const t = model.get("strings");
  const name = model.get("form");
  const review = model.get("review");
  const seed = readerSeed();
  const items = model.get("items").map((item) => shuffled(item, seed));
  const steps = name ? 2 : 1;
  const kept = name ? keptForm(model, name, items) : keptAnswers(model, review, items);
  return {
    t,
    kept,
    review,
    lang: model.get("lang"),
    form: name !== "",
    enough: model.get("enough"),
    guess: model.get("guess"),
    mark: model.get("mark"), // of a form, in its code
    scale: confidenceScale(model.get("confidence"), t),
    entries: entriesOf(items, kept, review),
    // What is drawn at the end comes later (later_quiz.js), and for a form its code as well (_codes.js).
    withAll: (action) => withAll(model, action, steps),
    steps,
    // A single question has no number, no dots and no result: its verdict says it all.
    single: items.length === 1,
  };
}

/** Where the main button leads: the next question that is open, or the end. */
function afterThis({ entries, form, kept }, at) {
  const states = entries.map((entry) => stateOfEntry(entry, form));
  if (form && (kept.handedIn() || states.includes("open"))) return at + 1;
  const later = states.indexOf("open", at + 1);
  if (later >= 0) return later;
  const open = states.indexOf("open");
  return open >= 0 && open !== at ? open : entries.length;
}

/** The frame of the quiz: its title, the heading of what is shown, the dots, and a place for it. */
function quizFrame(title, { single }, { heading, dots, note, stage, told }) {
  const titleId = uid();
  return el(
    "div",
    {
      class: "ws-widget ws-quiz",
      // A group, no section: landmarks of the same name, of which a page can have many, lead nowhere.
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, title),
    note,
    !single && el("div", { class: "ws-bar" }, heading, dots.node),
    stage,
    told,
  );
}

/** Opens all questions anew. */
function openAnew(quiz, cards) {
  for (const entry of quiz.entries) {
    // An empty draft keeps the question open after a reload; earlier attempts stay on record.
    if (entry.shown) quiz.kept.keepDraft(entry.item.id, { choice: null, confidence: null });
    Object.assign(entry, { shown: null, counted: null, draft: null });
  }
  cards.clear();
}

/** Hands a form in: every answer gets its points. */
function handIn({ entries, kept, review }, cards) {
  const answers = {};
  for (const entry of entries) {
    const { choice, confidence } = entry.draft;
    const attempt = attemptOf(entry.item, choice, { confidence, review });
    answers[entry.item.id] = attempt;
    Object.assign(entry, { shown: attempt, counted: attempt, draft: null });
  }
  kept.handIn(answers);
  cards.clear();
}

/** What a question can ask of its quiz; `show(n)` shows a question, or the end. */
function quizActions(quiz, { cards, show, at, mark, warn }) {
  const { t, kept, form, entries } = quiz;
  const end = entries.length;
  const keeping = (action) => (id, value) => {
    keepSeed();
    action(id, value);
    warn();
  };
  return {
    keepDraft: keeping(kept.keepDraft),
    keepAttempt: form ? null : keeping(kept.keepAttempt),
    told: mark,
    go: (n) => show(n, true),
    next: () => show(afterThis(quiz, at()), true),
    nextName() {
      if (afterThis(quiz, at()) < end) return t.next_question;
      return form && !kept.handedIn() ? t.to_end : t.to_result;
    },
    startOver() {
      openAnew(quiz, cards);
      show(0, true);
    },
    handIn() {
      handIn(quiz, cards);
      show(end, true);
      warn();
    },
  };
}

/** Which question is shown at first: the first one that is open, or else the end. */
function firstShown({ entries, form, kept, single }) {
  const open = entries.findIndex((entry) => stateOfEntry(entry, form) === "open");
  if (open >= 0 && !(form && kept.handedIn())) return open;
  return single ? 0 : entries.length;
}

/** Draws the quiz; gives its outermost element. */
function quizView(quiz, title) {
  const { t, entries, form, kept } = quiz;
  const end = entries.length;
  const cards = new Map(); // built when first shown
  let at = 0;
  const heading = el("p", { class: "ws-count", tabindex: -1 });
  const stage = el("div");
  const note = statusRegion("ws-note");
  const told = statusRegion("ws-hidden");
  const cardAt = (n) => {
    if (!cards.has(n)) cards.set(n, card(entries[n], quiz));
    return cards.get(n);
  };
  const endView = () => (form && !kept.handedIn() ? handInEnd(quiz) : resultEnd(quiz));
  const nameOf = (n) => {
    if (n < end) return fill(t.question_of, { number: n + 1, all: end });
    return form && !kept.handedIn() ? t.form_end : t.your_result;
  };
  const mark = () => at < end && dots.mark(at, stateOfEntry(entries[at], form));
  const show = (n, leads) => {
    at = n;
    told.textContent = "";
    heading.textContent = nameOf(n);
    if (n < end) {
      stage.replaceChildren(cardAt(n).node);
      cardAt(n).refresh();
    } else {
      stage.replaceChildren();
      quiz.withAll(() => at === end && stage.replaceChildren(endView()));
    }
    for (const [m, entry] of entries.entries()) dots.mark(m, stateOfEntry(entry, form));
    dots.show(n);
    if (!leads) return;
    heading.focus({ preventScroll: true });
    // Only as far as needed, and at once: who asks for less motion gets the same.
    stage.scrollIntoView({ block: "nearest", behavior: "instant" });
    heading.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  const dots = dotsRow(end, t.question, t, (n) => {
    if (n === at) heading.focus();
    else {
      show(n);
      told.textContent = nameOf(n);
    }
  });
  const warn = () => {
    note.textContent = storageNote(t, kept.unreadable());
  };
  Object.assign(quiz, quizActions(quiz, { cards, show, at: () => at, mark, warn }));
  quiz.find = (id) => {
    const isIt = ({ item }) => item.id === id || item.fits.former?.includes(id);
    const n = entries.findIndex(isIt);
    if (n >= 0 && n !== at) show(n);
  };
  quiz.here = () => entries[at]?.item.id;
  show(firstShown(quiz));
  warn();
  return quizFrame(title, quiz, { heading, dots, note, stage, told });
}

function start(model, host, first) {
  let quiz = first;
  let root = quizView(quiz, model.get("title"));
  host.append(root);
  for (const near of ["pointerdown", "focusin"]) {
    host.addEventListener(near, () => quiz.withAll(() => null), { once: true });
  }
  // A link to a question leads to a set that shows another: the page says which one is asked for.
  const find = ({ detail }) => quiz.find(detail.item);
  host.addEventListener("whosays:show", find);
  // What was deleted must not come back with the next answer: all is drawn anew, as it is kept now.
  const stop = soonAfterStoring(() => {
    if (!quiz.kept.letGo()) return;
    const here = quiz.here();
    quiz = quizOf(model);
    const anew = quizView(quiz, model.get("title"));
    root.replaceWith(anew);
    root = anew;
    quiz.find(here);
  }, quiz.kept.concerns);
  return () => {
    stop();
    host.removeEventListener("whosays:show", find);
    root.remove();
  };
}

function render({ model, el: host }) {
  const quiz = quizOf(model);
  const begin = () => start(model, host, quiz);
  const coming = firstShown(quiz) === quiz.entries.length && model.later?.(quiz.steps);
  return coming ? coming.then(begin, begin) : begin();
}

export { discrimination, fits, inline, nextReturn, parseNumber, points, shuffled, summary };
export default { render };
