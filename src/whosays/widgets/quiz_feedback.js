// What is said to a choice: a verdict, and a line for each part of it.

/** Words of the passage in quotation marks, in the language in which they stand there. */
function quoted({ quote, lang }) {
  return el("q", { lang }, quote.replace(/\.$/, ""));
}

function lineView(line, t) {
  return el(
    "li",
    { class: line.state ? `ws-line ws-is-${line.state}` : "ws-line" },
    line.state && signOf(line.state, t),
    el(
      "div",
      null,
      (line.subject || line.quoted) &&
        el(
          "p",
          { class: "ws-subject" },
          line.quoted ? quoted(line.quoted) : inline(line.subject),
          line.answer && [" → ", el("strong", null, inline(line.answer))],
        ),
      line.text && el("p", null, inline(line.text)),
      line.list &&
        el(
          "ul",
          null,
          line.list.map((entry) => el("li", null, inline(entry))),
        ),
      line.words &&
        el(
          "p",
          { class: "ws-look" },
          t.look_at,
          " ",
          line.words.map((entry, n) => [n > 0 && ", ", quoted(entry)]),
          ".",
        ),
    ),
  );
}

const linesView = (lines, t) =>
  el(
    "ul",
    { class: "ws-lines" },
    lines.map((line) => lineView(line, t)),
  );

/** State of a question whose share of right answers is known; null for what is not scored. */
function stateOfScore(score) {
  if (score === null) return "seen";
  if (score === 1) return "right";
  return score > 0 ? "partly" : "wrong";
}

/** The verdict on a share of right answers; nothing for what is not scored. */
function verdictView(score, sure, t) {
  const state = stateOfScore(score);
  if (state === "seen") return "";
  return el(
    "p",
    { class: "ws-verdict" },
    SIGN[state] && el("span", { class: "ws-sign", "aria-hidden": "true" }, SIGN[state]),
    fill(t[`verdict_${state}`], { share: Math.round(100 * score) }),
    sure && el("small", null, " ", fill(t.was_sure, { sure })),
  );
}

/** A fold-out with every answer and its reason. */
function allAnswers(lines, t) {
  // Filled when opened: nobody reads the reasons of five hundred questions at once.
  const details = el(
    "details",
    {
      toggle() {
        if (details.children.length === 1) details.append(linesView(lines, t));
      },
    },
    el("summary", null, t.all_answers),
  );
  return details;
}
