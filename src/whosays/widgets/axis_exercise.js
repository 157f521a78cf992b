// The question about the bars, what is said to the answer, and the repair of the axis.

/** The estimate to be made, as {node, input, button}; `given` hears of a number, or of NaN. */
function estimateForm(t, given) {
  const id = uid();
  const input = el("input", {
    type: "number",
    min: 0,
    step: "any",
    inputmode: "decimal",
    id: `${id}-guess`,
    "aria-describedby": `${id}-hint`,
  });
  // The press, also by Enter in the line, and not the form's `submit`: a frame may forbid forms.
  const click = (event) => {
    event.preventDefault();
    given(input.valueAsNumber);
  };
  const button = el("button", { type: "submit", class: "ws-button", click }, t.check);
  const node = el(
    "form",
    null,
    el("label", { class: "ws-prompt", for: input.id }, t.question),
    el("p", { class: "ws-hint", id: `${id}-hint` }, t.hint),
    el("p", null, input, ` ${t.times} `, button),
  );
  return { node, input, button };
}

/** The controls that move the start of the axis, as {node, show}. */
function repairControls(t, { printed, highest }, { draw, moveTo, again, tooLate }) {
  const range = { min: 0, max: highest };
  const type = () => {
    const wanted = start.valueAsNumber;
    moveTo(Number.isNaN(wanted) ? null : Math.min(Math.max(wanted, 0), highest));
    if (wanted > highest) tooLate();
  };
  const start = el("input", { type: "number", ...range, step: "any", id: uid(), change: type });
  // Drawn while it slides, said when it stops.
  const slider = el("input", {
    type: "range",
    ...range,
    step: printed / 20,
    "aria-label": t.slide,
    input: () => draw(slider.valueAsNumber),
    change: () => moveTo(slider.valueAsNumber),
  });
  const quiet = (text, click) =>
    el("button", { type: "button", class: "ws-button ws-quiet", click }, text);
  const node = el(
    "fieldset",
    { class: "ws-repair" },
    el("legend", { class: "ws-prompt" }, t.repair),
    el("p", null, el("label", { for: start.id }, t.starts_at), " ", start),
    slider,
    el(
      "p",
      null,
      quiet(t.to_zero, () => moveTo(0)),
      quiet(t.as_printed, () => moveTo(printed)),
      quiet(t.again, again),
    ),
  );
  const show = (at, words) => {
    start.value = String(Math.round(at * 100) / 100);
    slider.value = start.value;
    slider.setAttribute("aria-valuetext", words);
  };
  return { node, show };
}

/** Texts about an estimate: nearer to the bars or to the figures? */
function guessTold(guess, pair, printed, { t, number }) {
  const off = (start) => Math.abs(Math.log(guess / drawnRatio(pair, start)));
  const told = off(printed) < off(0) ? t.near_bars : t.near_figures;
  return [fill(told, { guess: number(guess) }), t.truth, t.why];
}

/** Texts about where the axis starts now. */
function repairTold(at, pair, { t, number }) {
  const now = fill(t.now, { start: number(at), drawn: number(drawnRatio(pair, at), 3) });
  return at > 0 ? [now, t.not_yet] : [now, t.repaired, ...pair.map(({ limit }) => limit)];
}

/** Where the figures come from. */
function sourcesView(pair) {
  return el(
    "ul",
    null,
    pair.map(({ day, source, speaker, wording, url, outlet }) =>
      el(
        "li",
        null,
        `${day}, ${source} (${speaker}): ${wording}, `,
        el("a", { href: url }, outlet),
      ),
    ),
  );
}

const tell = (region, texts) =>
  region.replaceChildren(...texts.filter(Boolean).map((text) => el("p", null, text)));
