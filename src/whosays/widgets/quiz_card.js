// One question: what it asks, the controls to answer it, its button and what is said to the answer.

// A press within so many milliseconds after another is no wish to go on.
const QUICK = 400;

/** How sure one is: drawn once, and copied for each question, which is faster by far. */
function confidenceScale(steps, t) {
  const boxes = steps.map((step) =>
    choiceBox(
      "radio",
      "",
      step,
      [`${step} %`, el("small", null, " ", t[`sure_${step}`])],
      "ws-choice ws-pill",
    ),
  );
  return el(
    "fieldset",
    { class: "ws-confidence" },
    el("legend", null, t.how_sure, el("span", { class: "ws-hidden" }, ` ${t.optional}`)),
    nodesOf(boxes),
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
function cardParts(entry, quiz, { changed, submit, tryAgain }) {
  const { t } = quiz;
  const { item } = entry;
  const type = questions[item.type];
  const passage = item.passage && passageView(item.passage, t);
  const control = type.control(item, t, changed, passage);
  const answer = answerField(item, control, t);
  const anew =
    entry.changed &&
    el("p", { class: "ws-hint" }, quiz.form && quiz.kept.handedIn() ? t.changed_form : t.changed);
  const confidence = confidenceField(item.confidence ? quiz.scale : null);
  const status = statusRegion("ws-feedback");
  // One button to check and to go on, so that the keyboard's place is kept.
  // Where a frame forbids forms no `submit` comes; the press on the button does, also by Enter in a line.
  const button = el("button", { type: "submit", class: "ws-button", click: submit });
  const again = el(
    "button",
    { type: "button", class: "ws-button ws-quiet", click: tryAgain },
    t.try_again,
  );
  const more = el("div");
  const form = el(
    "form",
    { input: changed },
    anew,
    !type.ownsPassage && passage?.node,
    answer,
    control.status,
    confidence.node,
    status,
    el("p", { class: "ws-actions" }, button, again),
    more,
  );
  const node = el("div", { class: "ws-item", "data-item": item.id }, form);
  // Where the passage is the control, the control lights up its words.
  const light = (quotes) => !type.ownsPassage && passage?.light(quotes);
  const disable = (whether) => {
    for (const each of answer.querySelectorAll("input, textarea, button:not(.ws-dot)")) {
      each.disabled = whether;
    }
  };
  const narrow = () => control.steps && passage?.narrow(control.steps.words());
  const shown = { anew, status, button, again, more, node, light, narrow, disable };
  return { item, type, control, confidence, ...shown };
}

/** Shows a question that waits for an answer. */
function showOpen({ control, confidence, status, more, node, light, disable }) {
  for (const signed of node.querySelectorAll(".ws-is-right, .ws-is-wrong, .ws-is-missed")) {
    signed.classList.remove("ws-is-right", "ws-is-wrong", "ws-is-missed");
  }
  control.unsign?.();
  light([]);
  disable(false);
  confidence.write(null);
  status.replaceChildren();
  more.replaceChildren();
  node.dataset.state = "open";
}

/** Shows a question with an answer. */
function showAnswered(parts, { choice, confidence: sure }, t) {
  const { item, type, control, confidence, more, node, disable } = parts;
  control.write(choice);
  confidence.write(sure ?? null);
  disable(true);
  node.dataset.state = stateOfScore(points(item, choice));
  control.sign?.(choice);
  const { all } = type.lines(item, choice, t);
  more.replaceChildren(...(all.length > 0 ? [allAnswers(all, t)] : []));
}

/** Says what there is to say to an answer; step by step, where it was asked for so. */
function tellReasons({ item, type, control, status, light }, { choice, confidence }, t) {
  const { said } = type.lines(item, choice, t);
  const lines = control.steps ? [said[control.steps.at()]] : said;
  light(lines.flatMap((line) => line.words ?? []));
  status.replaceChildren(verdictView(points(item, choice), confidence, t), linesView(lines, t));
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

/** Brings what was said and the words that it speaks of into sight, both where the screen has room. */
function bringTogether({ node, button }) {
  button.scrollIntoView({ block: "nearest", behavior: "instant" });
  node.querySelector("mark")?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** What the main button says, and which parts of a question are there, as it stands now. */
function refreshCard({ type, control, confidence, anew, button, again }, shown, quiz) {
  const { t, form, single } = quiz;
  const between = !shown && control.steps && !control.steps.isLast();
  const onward = shown ? !single : form;
  if (between) button.textContent = t.next_step;
  else if (onward) button.textContent = quiz.nextName();
  else button.textContent = shown ? t.try_again : t[type.button ?? "check"];
  button.classList.toggle("ws-quiet", Boolean(shown && single));
  again.hidden = !shown || single || form;
  if (anew) anew.hidden = Boolean(shown);
  if (confidence.node) confidence.node.hidden = Boolean(shown || between);
}

/** Goes on within a question that asks for one thing after another; whether there was a way on. */
function nextStep({ steps }, freely, complain) {
  if (!steps || steps.isLast()) return false;
  if (freely || steps.isDone()) {
    steps.go(steps.at() + 1);
    steps.focus();
  } else complain();
  return true;
}

/** Shows a question as it was left. */
function showEntry(parts, { shown, draft }, t) {
  showOpen(parts);
  if (shown) showAnswered(parts, shown, t);
  else if (draft) {
    parts.control.write(draft.choice);
    parts.confidence.write(draft.confidence ?? null);
  }
}

/** Keeps a choice as an attempt, and shows it. */
function keepChecked(entry, choice, { parts, quiz, retry }) {
  const { confidence, node, button } = parts;
  const how = { confidence: confidence.value(), retry, review: quiz.review };
  const attempt = attemptOf(entry.item, choice, how);
  // What is about to be switched off must not take the keyboard's place with it.
  if (node.contains(document.activeElement)) button.focus({ preventScroll: true });
  Object.assign(entry, { shown: attempt, draft: null });
  if (!(retry && entry.counted)) entry.counted = attempt;
  quiz.keepAttempt(entry.item.id, attempt);
  showAnswered(parts, attempt, quiz.t);
}

/** Says of each press whether it came too soon after the last one; by a clock that nobody sets. */
function quickness() {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const before = last;
    last = performance.now();
    return last - before < QUICK;
  };
}

/** A question as {node, refresh}. `entry` is what is kept of it; changes are written there. */
function card(entry, quiz) {
  const { item } = entry;
  const { t } = quiz;
  let retry = false;
  const isQuick = quickness();

  const changed = () => {
    // A choice that is complete as it is checked; of others what there is of them.
    const choice = (quiz.form ? control.read() : null) ?? control.draft();
    entry.draft = { choice, confidence: confidence.value() };
    quiz.keepDraft(item.id, entry.draft);
    refresh();
  };

  const tryAgain = () => {
    retry = true;
    entry.shown = null;
    showOpen(parts);
    refresh();
    button.focus({ preventScroll: true });
  };

  const complain = () =>
    status.replaceChildren(el("p", null, t[control.incomplete ?? "incomplete"]));

  const check = () => {
    const choice = control.read();
    if (choice === null) {
      control.steps?.go(control.steps.firstOpen());
      complain();
      return;
    }
    isQuick();
    keepChecked(entry, choice, { parts, quiz, retry });
    refresh();
    bringTogether(parts);
  };

  const goOn = () => {
    // The second of two quick presses would take the feedback away before anybody has read it.
    if (isQuick()) return;
    if (quiz.single) tryAgain();
    else quiz.next();
  };

  const submit = (event) => {
    event.preventDefault(); // the page is to stay
    // An order may be as it was found: to go on in a form is to say so.
    if (quiz.form && !entry.shown && control.read() !== null) changed();
    if (entry.shown) goOn();
    else if (!nextStep(control, quiz.form, complain)) (quiz.form ? quiz.next : check)();
  };

  const parts = cardParts(entry, quiz, { changed, submit, tryAgain });
  const { control, confidence, status, button, node } = parts;
  const refresh = () => {
    if (entry.shown) tellReasons(parts, entry.shown, t);
    else status.replaceChildren();
    parts.narrow();
    refreshCard(parts, entry.shown, quiz);
    quiz.told();
  };
  showEntry(parts, entry, t);
  control.steps?.whenMoved(refresh);

  return { node, refresh };
}
