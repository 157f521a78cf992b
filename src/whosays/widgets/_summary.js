// What a list of answers comes to: as in scoring.py.

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
  const count = (signal, said) =>
    scored.filter((a) => a.signal === signal && a.said === said).length;
  const hits = count(true, true);
  const misses = count(true, false);
  const alarms = count(false, true);
  const rejections = count(false, false);
  const steps = [...new Set(judged.map((j) => j.step))].sort((a, b) => a - b);
  return {
    answered: attempts.length,
    scored: scored.length,
    right: scored.filter((a) => a.points === 1).length,
    points: scored.reduce((sum, a) => sum + a.points, 0),
    told: { hits, misses, alarms, rejections },
    discrimination: discrimination(hits, misses, alarms, rejections),
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

/** A result in words and counts, with what guessing would give where that is known. */
function fewWords({ right, scored, told }, { t, guess, once }, number) {
  const { hits, misses, alarms, rejections } = told;
  const sentences = [fill(once ? t.few_right_once : t.few_right, { right, all: scored })];
  const add = (text, all, values) => all > 0 && sentences.push(fill(text, { all, ...values }));
  add(t.told_signals, hits + misses, { hits });
  add(t.told_noises, alarms + rejections, { alarms });
  if (guess) {
    const { right: mean, problems, seen, alarms } = guess;
    sentences.push(fill(t.guess_right, { right: number(mean, 1), all: guess.scored }));
    const values = { seen: number(seen, 1), problems, alarms: number(alarms, 1) };
    if (guess.d_prime != null) sentences.push(fill(t.guess_told, values));
  }
  return el("p", null, sentences.join(" "));
}

/** The measures of a result as rows of [name, value, meaning]. */
function measuresOf(result, guess, t, number) {
  const rows = [];
  const points = fill(t.score_points, { points: number(result.points, 1) });
  const score = fill(t.score_value, { right: result.right, all: result.scored });
  const guessed =
    guess && fill(t.guess_right, { right: number(guess.right, 1), all: guess.scored });
  rows.push([t.score, score, result.points > result.right && points, guessed]);
  const d = result.discrimination;
  if (d) {
    const counts = fill(t.dprime_counts, { signals: d.signals, noises: d.noises });
    const few = Math.min(d.signals, d.noises) < 5 && t.few_items;
    const lone = guess?.d_prime != null && fill(t.guess_dprime, { d: number(guess.d_prime) });
    rows.push([t.dprime, number(d.d_prime), t.dprime_meaning, lone, counts, few]);
    rows.push([t.criterion, number(d.criterion), t[`criterion_${sideOf(d.criterion)}`]]);
  }
  if (result.brier != null) rows.push([t.brier, number(result.brier), t.brier_meaning]);
  return rows;
}

/**
 * The result of a set of attempts as a reader reads it: in words, and from `enough` scored answers on
 * in measures, with a picture of the calibration. `guess` is what choosing at random would give, `once`
 * says that there was one try only.
 */
function resultView(result, { t, lang, enough, guess, once }) {
  const number = (x, digits = 2) =>
    x
      .toLocaleString(localeOf(lang), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
      .replace("-", "\u2212");
  if (result.scored === 0) return [];
  if (result.scored < enough) return [fewWords(result, { t, guess, once }, number)];
  const row = ([name, value, ...meaning]) =>
    el(
      "div",
      { class: "ws-measure" },
      el("dt", null, name),
      el("dd", null, el("strong", null, value), " ", meaning.filter(Boolean).join(" ")),
    );
  const rows = measuresOf(result, guess, t, number).map(row);
  return [
    el("dl", { class: "ws-measures" }, rows),
    ...(result.calibration.length > 0 ? [calibrationPicture(result.calibration, t)] : []),
  ];
}

/** A button that asks before it acts, as {button, confirm}. */
function careful(text, { look, question, yes, no }, act) {
  const confirm = el("div");
  const answer = (said, how, action) => {
    const click = () => {
      confirm.replaceChildren();
      action();
    };
    return el("button", { type: "button", class: `ws-button ${how}`, click }, said);
  };
  const ask = () => {
    const keep = answer(no, "ws-quiet", () => button.focus());
    confirm.replaceChildren(
      el(
        "div",
        { class: "ws-confirm", role: "group", "aria-label": text },
        el("p", null, question()),
        el("div", { class: "ws-actions" }, answer(yes, look, act), keep),
      ),
    );
    keep.focus();
  };
  const button = el("button", { type: "button", class: `ws-button ${look}`, click: ask }, text);
  return { button, confirm };
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
