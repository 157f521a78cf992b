// One question: what it asks, the controls to answer it, its button and what is said to the answer.

// A second press within so many milliseconds is no wish to try again.
const QUICK = 400;

/** How sure one is: drawn once, and copied for each question, which is faster by far. */
function confidenceScale(steps, t) {
  const boxes = steps.map((step) =>
    choiceBox(
      "radio",
      "",
      step,
      [`${step} %`, el("small", null, t[`sure_${step}`])],
      "ws-choice ws-pill",
    ),
  );
  return el(
    "fieldset",
    { class: "ws-confidence" },
    el("legend", null, t.how_sure),
    el("div", { class: "ws-pills" }, nodesOf(boxes)),
  );
}

/** A copy of the scale for one question, as {node, value, write, disable}; empty without one. */
function confidenceField(scale) {
  const node = scale?.cloneNode(true);
  const steps = node ? [...node.querySelectorAll("input")] : [];
  const name = uid();
  for (const step of steps) step.name = name;
  return {
    node,
    value: () => Number(steps.find((step) => step.checked)?.value) || null,
    write(value) {
      for (const step of steps) step.checked = Number(step.value) === value;
    },
    disable(whether) {
      if (node) node.disabled = whether;
    },
  };
}

/** The question and its controls. */
function answerField(item, control, t) {
  const hint = control.hint && el("p", { class: "ws-hint", id: uid() }, t[control.hint]);
  return el(
    "fieldset",
    { class: "ws-answer", "aria-describedby": hint?.id },
    el("legend", null, inline(item.prompt)),
    hint,
    control.node,
  );
}

/** The parts of a question on the page; `changed` hears of every change to the answer. */
function cardParts(item, number, quiz, changed) {
  const { t } = quiz;
  const type = questions[item.type];
  const passage = item.passage && passageView(item.passage, t);
  const control = type.control(item, t, changed, passage);
  const answer = answerField(item, control, t);
  const confidence = confidenceField(item.confidence ? quiz.scale : null);
  const status = statusRegion("ws-feedback");
  // One button to check and to try again, so that the keyboard's place is kept.
  const button = el("button", { type: "submit", class: "ws-button" });
  const more = el("div");
  const form = el(
    "form",
    { novalidate: true, input: changed },
    number && el("p", { class: "ws-label" }, fill(t.question, { number })),
    !type.ownsPassage && passage?.node,
    answer,
    control.status,
    confidence.node,
    el("p", { class: "ws-actions" }, button),
    status,
    more,
  );
  const node = el("li", { class: "ws-item", "data-item": item.id }, form);
  // Where the passage is the control, the control lights up its words.
  const light = (quotes) => !type.ownsPassage && passage?.light(quotes);
  return { item, type, control, answer, confidence, status, button, more, form, node, light };
}

/** Shows a question that waits for an answer. */
function showOpen({ type, control, answer, confidence, status, button, more, node, light }, t) {
  for (const signed of node.querySelectorAll(".ws-is-right, .ws-is-wrong, .ws-is-missed")) {
    signed.classList.remove("ws-is-right", "ws-is-wrong", "ws-is-missed");
  }
  control.unsign?.();
  light([]);
  answer.disabled = false;
  confidence.disable(false);
  status.replaceChildren();
  more.replaceChildren();
  button.textContent = t[type.button ?? "check"];
  node.dataset.state = "open";
}

/** Shows a question with an answer and what there is to say to it. */
function showAnswered(parts, { choice, confidence: value }, t) {
  const { item, type, control, answer, confidence, status, button, more, node, light } = parts;
  control.write(choice);
  confidence.write(value ?? null);
  answer.disabled = true;
  confidence.disable(true);
  const { said, all } = type.lines(item, choice, t);
  const score = points(item, choice);
  node.dataset.state = stateOfScore(score);
  control.sign?.(choice);
  light(said.flatMap((line) => line.words ?? []));
  status.replaceChildren(verdictView(score, t), linesView(said, t));
  more.replaceChildren(...(all.length > 0 ? [allAnswers(all, t)] : []));
  button.textContent = t.try_again;
}

/** What is kept of an answer that is checked. */
function attemptOf(item, choice, { confidence, retry, review }) {
  const attempt = { at: new Date().toISOString(), choice, points: points(item, choice) };
  if (confidence) attempt.confidence = confidence;
  if (typeof item.signal === "boolean") {
    attempt.signal = item.signal;
    attempt.said = item.options.find((o) => o.id === choice).says_signal;
  }
  if (retry) attempt.retry = true;
  if (review) attempt.review = true;
  return attempt;
}

/** A question as {item, node, answered, show, draft, reset}. */
function card(item, number, quiz) {
  const { t } = quiz;
  let shown = null; // the attempt on display, or null while the question is open
  let retry = false;
  let checkedAt = 0;
  const parts = cardParts(item, number, quiz, () =>
    quiz.keepDraft(item.id, { choice: control.draft(), confidence: confidence.value() }),
  );
  const { control, confidence, status, button, form, node } = parts;

  const open = () => {
    shown = null;
    showOpen(parts, t);
  };

  const show = (attempt) => {
    shown = attempt;
    showAnswered(parts, attempt, quiz.t);
  };

  const write = (choice, sure) => {
    control.write(choice);
    confidence.write(sure ?? null);
  };

  const tryAgain = () => {
    // The second of two quick presses would wipe the feedback before anybody has read it.
    if (Date.now() - checkedAt < QUICK) return;
    retry = true;
    open();
    confidence.write(null);
  };

  const check = () => {
    const choice = control.read();
    if (choice === null) {
      status.replaceChildren(el("p", null, t[control.incomplete ?? "incomplete"]));
      return;
    }
    checkedAt = Date.now();
    const { review } = quiz;
    const attempt = attemptOf(item, choice, { confidence: confidence.value(), retry, review });
    // What is about to be switched off must not take the keyboard's place with it.
    if (node.contains(document.activeElement)) button.focus({ preventScroll: true });
    show(attempt);
    quiz.keepAttempt(item.id, attempt);
    // Signs that come above may have moved it away.
    if (document.activeElement === button) button.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (shown) tryAgain();
    else check();
  });
  open();

  return {
    item,
    node,
    answered: () => shown !== null,
    show,
    draft: (draft) => write(draft.choice, draft.confidence),
    reset() {
      retry = false;
      open();
      write(null);
    },
  };
}
