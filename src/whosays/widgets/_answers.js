// Shared by quiz.js and results.js, after _common.js: what is stored, and what follows from it.

// --- stored answers: one record per item, schema in results.py ---

const ANSWER = "whosays:answer:";

/** A choice is a text, a number, a list of these, or a map to these. */
function isChoice(choice) {
  const plain = (x) => typeof x === "string" || (typeof x === "number" && Number.isFinite(x));
  if (Array.isArray(choice)) return choice.every(plain);
  return plain(choice) || (isObject(choice) && Object.values(choice).every(plain));
}

const between = (low, high) => (x) => x == null || (typeof x === "number" && x >= low && x <= high);
const isFlag = (x) => x == null || typeof x === "boolean";

function isAttempt(a) {
  return (
    isObject(a) &&
    isTime(a.at) &&
    isChoice(a.choice) &&
    between(0, 1)(a.points) &&
    between(0, 100)(a.confidence) &&
    [a.signal, a.said, a.retry, a.review].every(isFlag) &&
    hasOnly(a, ["at", "choice", "points", "confidence", "signal", "said", "retry", "review"])
  );
}

function isDraft(d) {
  return (
    d == null ||
    (isObject(d) &&
      (d.choice == null || isChoice(d.choice)) &&
      between(0, 100)(d.confidence) &&
      isFlag(d.review) &&
      hasOnly(d, ["choice", "confidence", "review"]))
  );
}

/** Whether a value is a record as results.py describes it. */
function isRecord(record) {
  return (
    isObject(record) &&
    record.v === 1 &&
    isDraft(record.draft) &&
    Array.isArray(record.attempts) &&
    record.attempts.every(isAttempt) &&
    hasOnly(record, ["v", "attempts", "draft"])
  );
}

/**
 * Both records in one, no answer lost: attempts are told apart by what they hold. A draft from
 * elsewhere does not reopen a question that is answered here.
 */
function merged(a, b) {
  const all = new Map(
    [...a.attempts, ...b.attempts].map((x) => [
      JSON.stringify(
        Object.entries(x)
          .filter(([, v]) => v != null)
          .sort(),
      ),
      x,
    ]),
  );
  const attempts = [...all.values()].sort((x, y) => Date.parse(x.at) - Date.parse(y.at));
  const draft = a.draft ?? (a.attempts.length > 0 ? null : b.draft);
  return draft ? { v: 1, attempts, draft } : { v: 1, attempts };
}

// --- results: as in scoring.py ---

/** Inverse of the normal distribution: bisection on Marsaglia's series (2004, J. Stat. Softw. 11(4)). */
function z(p) {
  const below = (x) => {
    let sum = x;
    let term = x;
    for (let n = 3; Math.abs(term) > 1e-17; n += 2) sum += term *= (x * x) / n;
    return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
  };
  let low = -7;
  let high = 7;
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

function discrimination(hits, misses, alarms, rejections) {
  const signals = hits + misses;
  const noises = alarms + rejections;
  if (!signals || !noises) return null;
  const hit = z((hits + 0.5) / (signals + 1));
  const alarm = z((alarms + 0.5) / (noises + 1));
  return { d_prime: hit - alarm, criterion: -(hit + alarm) / 2, signals, noises };
}

/** Result of a list of attempts; the formulas and their sources stand in scoring.py. */
function summary(attempts) {
  const scored = attempts.filter((a) => a.points != null);
  const judged = scored
    .filter((a) => a.confidence)
    .map((a) => ({ step: Math.round(a.confidence), right: a.points === 1 }));
  const told = (signal, said) =>
    scored.filter((a) => a.signal === signal && a.said === said).length;
  const steps = [...new Set(judged.map((j) => j.step))].sort((a, b) => a - b);
  return {
    answered: attempts.length,
    scored: scored.length,
    right: scored.filter((a) => a.points === 1).length,
    points: scored.reduce((sum, a) => sum + a.points, 0),
    discrimination: discrimination(
      told(true, true),
      told(true, false),
      told(false, true),
      told(false, false),
    ),
    brier:
      judged.length > 0
        ? judged.reduce((sum, j) => sum + (j.step / 100 - j.right) ** 2, 0) / judged.length
        : null,
    calibration: steps.map((step) => {
      const here = judged.filter((j) => j.step === step);
      return { confidence: step, count: here.length, right: here.filter((j) => j.right).length };
    }),
  };
}

const RETURN_AFTER = [1, 7, 21];

/** Day (in the reader's time zone, as a Date at noon) on which a question comes back, or null. */
function nextReturn(attempts) {
  const day = (at, later = 0) => {
    const d = new Date(at);
    // Noon, so that a change to summer time moves no day.
    return new Date(d.getFullYear(), d.getMonth(), d.getDate() + later, 12).getTime();
  };
  const seen = [...new Set(attempts.map((a) => day(a.at)))].sort((a, b) => a - b);
  if (seen.length === 0 || seen.length > RETURN_AFTER.length) return null;
  const due = day(seen[0], RETURN_AFTER[seen.length - 1]);
  return new Date(Math.max(due, day(seen.at(-1), 1)));
}

/** To which side a criterion leans: to suspecting (low), to trusting (high), or to neither. */
function sideOf(criterion) {
  if (criterion < -0.3) return "low";
  return criterion > 0.3 ? "high" : "mid";
}

/** The result of a set of attempts as a reader reads it, with a picture of the calibration. */
function resultView(result, t, lang) {
  const number = (x, digits = 2) =>
    x
      .toLocaleString(localeOf(lang), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
      .replace("-", "\u2212");
  const rows = [];
  const row = (name, value, meaning) =>
    rows.push(
      el(
        "div",
        { class: "ws-measure" },
        el("dt", null, name),
        el("dd", null, el("strong", null, value), " ", meaning),
      ),
    );
  if (result.scored) {
    row(
      t.score,
      fill(t.score_value, { right: result.right, all: result.scored }),
      result.points > result.right
        ? fill(t.score_points, { points: number(result.points, 1) })
        : "",
    );
  }
  const d = result.discrimination;
  if (d) {
    const few = Math.min(d.signals, d.noises) < 5 ? ` ${t.few_items}` : "";
    const counts = fill(t.dprime_counts, { signals: d.signals, noises: d.noises });
    row(t.dprime, number(d.d_prime), `${t.dprime_meaning} ${counts}${few}`);
    row(t.criterion, number(d.criterion), t[`criterion_${sideOf(d.criterion)}`]);
  }
  if (result.brier != null) row(t.brier, number(result.brier), t.brier_meaning);
  return [
    el("dl", { class: "ws-measures" }, rows),
    result.calibration.length > 0 ? calibrationPicture(result.calibration, t) : null,
  ];
}

function calibrationPicture(bins, t) {
  const x = (percent) => 40 + percent * 2.2;
  const y = (percent) => 240 - percent * 2.2;
  const share = (bin) => Math.round((100 * bin.right) / bin.count);
  const told = bins.map((bin) =>
    fill(t.calibration_row, {
      confidence: bin.confidence,
      count: bin.count,
      right: bin.right,
      share: share(bin),
    }),
  );
  const label = (px, py, text, anchor = "middle") =>
    el("text", { x: px, y: py, "text-anchor": anchor }, text);
  return el(
    "figure",
    { class: "ws-calibration" },
    el(
      "svg",
      { viewBox: "0 0 300 285", role: "img", "aria-label": `${t.calibration}. ${told.join(" ")}` },
      el("line", { x1: x(0), y1: y(0), x2: x(100), y2: y(0), class: "ws-axis" }),
      el("line", { x1: x(0), y1: y(0), x2: x(0), y2: y(100), class: "ws-axis" }),
      el("line", { x1: x(0), y1: y(0), x2: x(100), y2: y(100), class: "ws-diagonal" }),
      [0, 50, 100].map((p) => [label(x(p), 256, `${p} %`), label(34, y(p) + 4, p, "end")]),
      label(x(50), 276, t.calibration_x),
      label(x(0), 12, t.calibration_y, "start"),
      el("polyline", { points: bins.map((b) => `${x(b.confidence)},${y(share(b))}`).join(" ") }),
      bins.map((b) =>
        el("circle", {
          cx: x(b.confidence),
          cy: y(share(b)),
          r: 3.5 + 1.5 * Math.sqrt(Math.min(b.count, 25)),
        }),
      ),
    ),
    el(
      "figcaption",
      null,
      el("strong", null, t.calibration),
      " ",
      t.calibration_meaning,
      el(
        "ul",
        null,
        told.map((line) => el("li", null, line)),
      ),
    ),
  );
}
