// What stands after the last question: the result, or the button that hands a form in.

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

const endFrame = (label, ...parts) =>
  el("div", { class: "ws-result", role: "group", "aria-label": label }, parts);

const plainButton = (text, look, click) =>
  el("button", { type: "button", class: `ws-button ${look}`, click }, text);

/** The code as which a form that was handed in can be given to a teacher, to type or to scan. */
function formCode({ t, mark, entries }) {
  const asked = entries.map(({ item }) => item);
  const answers = Object.fromEntries(entries.map(({ item, counted }) => [item.id, counted]));
  const code = encodeAnswers({ mark, asked }, answers);
  const draw = (place) => place.replaceChildren(qrDrawing(code));
  return [el("p", { class: "ws-hint" }, t.form_code, " ", el("code", null, code)), qrFold(t, draw)];
}

/** The result of a set of questions, or of a form that was handed in. */
function resultEnd(quiz) {
  const { t, lang, entries, form, guess, enough } = quiz;
  const counted = entries.map((entry) => entry.counted).filter(Boolean);
  const how = { t, lang, enough, guess: form && guess, once: form };
  const view = resultView(summary(counted), how);
  if (form) {
    const reasons = plainButton(t.form_reasons, "", () => quiz.go(0));
    const after = el("p", { class: "ws-hint" }, t.form_after);
    const actions = el("p", { class: "ws-actions" }, reasons);
    return endFrame(t.your_result, view, after, formCode(quiz), actions);
  }
  const records = entries.map(({ item }) => quiz.kept.load(item.id));
  const hint = el("p", { class: "ws-hint" }, t.counted_first, " ", comeBack(records, t, lang));
  const again = plainButton(t.start_over, "ws-quiet", quiz.startOver);
  return endFrame(t.your_result, view, hint, el("p", { class: "ws-actions" }, again));
}

/** The end of a form that is not handed in: what is still open, and the button. */
function handInEnd(quiz) {
  const { t, entries } = quiz;
  const states = entries.map((entry) => stateOfEntry(entry, true));
  const open = states.indexOf("open");
  const words = { look: "", question: () => t.hand_in_sure, yes: t.hand_in_yes, no: t.hand_in_no };
  const { button, confirm } = careful(t.hand_in, words, quiz.handIn);
  button.disabled = open >= 0;
  const back = open >= 0 && plainButton(t.to_open, "ws-quiet", () => quiz.go(open));
  const answered = states.filter((state) => state !== "open").length;
  return endFrame(
    t.form_end,
    el("p", null, fill(t.progress, { answered, all: entries.length })),
    el("p", { class: "ws-hint" }, t.form_change),
    el("p", { class: "ws-actions" }, button, back),
    confirm,
  );
}
