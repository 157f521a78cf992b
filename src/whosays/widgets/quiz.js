// A set of questions: all on the page at once, each with its own Check button.
// After _common.js, _answers.js, the types in questions/ and the quiz_*.js.

/** The next day on which one of these questions returns, said once and quietly. */
function comeBack(records, t, lang) {
  const days = records.map(({ attempts }) => nextReturn(attempts)).filter(Boolean);
  if (days.length === 0) return "";
  const date = new Intl.DateTimeFormat(localeOf(lang), {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return fill(t.come_back, { date: date.format(Math.min(...days)) });
}

/** The quiz around its questions, with a list for them and a button to start over. */
function quizFrame(title, cards, { note, progress, result, startOver, cleared }) {
  const titleId = uid();
  return el(
    "div",
    {
      class: "ws-widget ws-quiz",
      // A group, no section: landmarks of the same name, of which a page can have many, lead nowhere.
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
      // Questions get their height when they come into view, in the frame after, and may push what
      // has the focus out of it.
      focusin: ({ target }) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(
            () => target.matches(":focus-visible") && target.scrollIntoView({ block: "nearest" }),
          ),
        ),
    },
    el("p", { class: "ws-title", id: titleId }, title),
    progress,
    note,
    el("ol", { class: "ws-items" }, nodesOf(cards)),
    result,
    startOver && el("p", { class: "ws-actions" }, startOver),
    cleared,
  );
}

/** Keeps what stands around the questions true: progress, result, and a note about the storage. */
function quizSurroundings(kept, { t, lang, counted }) {
  const note = statusRegion("ws-note");
  const progress = el("p", { class: "ws-progress" });
  const result = el("div", { class: "ws-result", role: "group", "aria-label": t.your_result });

  const warn = () => {
    note.textContent = storageNote(t, kept.unreadable());
  };

  const update = (cards) => {
    const answered = cards.filter((each) => each.answered()).length;
    progress.textContent = fill(t.progress, { answered, all: cards.length });
    // The verdict on a single question says all that a result could.
    result.hidden = cards.length === 1 || !cards.every((each) => counted.has(each.item.id));
    if (!result.hidden) {
      const records = cards.map((each) => kept.load(each.item.id));
      result.replaceChildren(
        el("p", { class: "ws-subtitle" }, t.your_result),
        ...resultView(summary([...counted.values()]), t, lang).filter(Boolean),
        el("p", { class: "ws-hint" }, t.counted_first, " ", comeBack(records, t, lang)),
      );
    }
    warn();
  };

  return { note, progress, result, warn, update };
}

/** A button that opens all questions anew; `opened` is called afterwards. */
function startOverButton(cards, quiz, opened) {
  const click = () => {
    for (const each of cards) {
      // An empty draft keeps the question open after a reload; earlier attempts stay on record.
      if (each.answered()) quiz.keepDraft(each.item.id, { choice: null, confidence: null });
      each.reset();
    }
    quiz.counted.clear();
    opened();
  };
  return el("button", { type: "button", class: "ws-button ws-quiet", click }, quiz.t.start_over);
}

function render({ model, el: host }) {
  const t = model.get("strings");
  const lang = model.get("lang");
  const review = model.get("review");
  const counted = new Map(); // item id -> attempt that counts in this round: the first
  const kept = keptAnswers(model, review);
  const around = quizSurroundings(kept, { t, lang, counted });
  const quiz = {
    t,
    review,
    counted,
    scale: confidenceScale(model.get("confidence"), t),
    keepDraft(id, draft) {
      kept.keepDraft(id, draft);
      around.warn();
    },
    keepAttempt(id, attempt) {
      kept.keepAttempt(id, attempt);
      if (!attempt.retry || !counted.has(id)) counted.set(id, attempt);
      around.update(cards);
    },
  };
  const items = model.get("items");
  // A single question has no number, no progress, and "Try again" to start over.
  const single = items.length === 1;
  const cards = items.map((item, n) => card(item, !single && n + 1, quiz));
  restore(cards, kept, quiz);

  const cleared = statusRegion("ws-hidden");
  const startOver = startOverButton(cards, quiz, () => {
    around.update(cards);
    cleared.textContent = t.started_over;
  });
  const root = quizFrame(model.get("title"), cards, {
    note: around.note,
    progress: !single && around.progress,
    result: around.result,
    startOver: !single && startOver,
    cleared,
  });
  around.update(cards);
  host.append(root);
  return () => root.remove();
}

export { discrimination, fits, inline, nextReturn, parseNumber, points, summary };
export default { render };
