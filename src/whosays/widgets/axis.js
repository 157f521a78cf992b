// Two bars on a cut axis: estimate, see, repair. After _common.js.

const LONGEST = 82; // percent of the width: behind it is room for an open arrow

function render({ model, el: host }) {
  const t = model.get("strings"),
    lang = model.get("lang"),
    pair = model.get("pair");
  const [first, second] = pair,
    printed = model.get("start"),
    name = uid();
  const get = (trait) => model.get(trait);
  const set = (trait, value) => {
    model.set(trait, value);
    model.save_changes();
  };
  const number = (value, digits = 6) =>
    value.toLocaleString(localeOf(lang), { maximumSignificantDigits: digits });
  const ratio = (start) => (second.value - start) / (first.value - start);
  const known = () => get("guess") != null;

  // --- the chart ---

  function bar({ value, bound }, start) {
    const length = `${((value - start) / (second.value - start)) * LONGEST}%`;
    // Torn where it does not start at zero.
    const edge = start > 0 ? `M 1 0${" l 3 2 l -3 2".repeat(7)}` : "M 1 0 V 26";
    const arrow = {
      at_least: "M 0 13 h 24 m -8 -6 l 8 6 l -8 6",
      up_to: "M 0 13 h -24 m 8 -6 l -8 6 l 8 6",
    }[bound];
    const pale = known() && bound === "up_to";
    return el(
      "svg",
      { class: "ws-bar" },
      el("rect", { class: pale ? "ws-fill ws-pale" : "ws-fill", width: length, height: "100%" }),
      known() && arrow && el("svg", { x: length }, el("path", { class: "ws-open", d: arrow })),
      el("path", { class: "ws-start", d: edge }),
    );
  }

  const scale = (start) =>
    el(
      "svg",
      { class: "ws-scale" },
      [0, 0.5, 1].map((part) =>
        el(
          "text",
          { x: `${part * LONGEST}%`, y: 14, "text-anchor": part ? "middle" : "start" },
          number(start + part * (second.value - start)),
        ),
      ),
    );

  const bars = el("div", { class: "ws-bars", "aria-hidden": "true" });
  const alt = el("p", { class: "ws-hint" });
  function draw(start) {
    bars.replaceChildren(
      ...pair.flatMap((each) => [
        el(
          "p",
          { class: "ws-bar-label" },
          `${each.day} · ${each.source}`,
          known() && [": ", el("strong", null, each.figure)],
        ),
        bar(each, start),
      ]),
      scale(start),
    );
    alt.textContent = fill(known() ? t.alt : t.alt_before, {
      start: number(start),
      drawn: number(ratio(start), 3),
    });
  }

  // --- the question ---

  const answer = el("input", {
    type: "number",
    min: 0,
    step: "any",
    inputmode: "decimal",
    id: `${name}-guess`,
    "aria-describedby": `${name}-hint`,
  });
  const said = statusRegion("ws-told");
  const question = el(
    "form",
    {
      novalidate: true,
      submit: (event) => {
        event.preventDefault();
        if (known()) return;
        if (answer.valueAsNumber > 0) return set("guess", answer.valueAsNumber);
        tell(said, [t.missing]);
        answer.focus();
      },
    },
    el("label", { class: "ws-prompt", for: answer.id }, t.question),
    el("p", { class: "ws-hint", id: `${name}-hint` }, t.hint),
    el("p", null, answer, ` ${t.times} `, el("button", { class: "ws-button" }, t.check)),
  );
  const button = question.querySelector("button");

  // --- the repair ---

  const now = statusRegion("ws-told");
  const highest = first.value - (second.value - first.value) / 10;
  const start = el("input", {
    type: "number",
    min: 0,
    max: highest,
    step: "any",
    id: `${name}-start`,
    change: () => {
      const wanted = start.valueAsNumber;
      if (Number.isNaN(wanted)) return refresh();
      moveTo(Math.min(Math.max(wanted, 0), highest));
      if (wanted > highest) now.append(el("p", null, t.too_late));
    },
  });
  // Drawn while it slides, said when it stops.
  const slider = el("input", {
    type: "range",
    min: 0,
    max: highest,
    step: printed / 20,
    "aria-label": t.slide,
    input: () => draw(slider.valueAsNumber),
    change: () => moveTo(slider.valueAsNumber),
  });
  const quiet = (text, click) =>
    el("button", { type: "button", class: "ws-button ws-quiet", click }, text);
  const repair = el(
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
      quiet(t.again, () => {
        answer.value = "";
        moved = false;
        set("baseline", printed);
        set("guess", null);
        answer.focus();
      }),
    ),
  );

  function moveTo(value) {
    moved = true;
    set("baseline", value);
    refresh();
  }
  let moved = false;

  function feedback() {
    const guess = get("guess"),
      off = (right) => Math.abs(Math.log(guess / right));
    return [
      fill(off(ratio(printed)) < off(ratio(0)) ? t.near_bars : t.near_figures, {
        guess: number(guess),
      }),
      t.truth,
      t.why,
    ];
  }

  function afterwards(at) {
    const now = fill(t.now, { start: number(at), drawn: number(ratio(at), 3) });
    return at ? [now, t.not_yet] : [now, t.repaired, ...pair.map(({ limit }) => limit)];
  }

  const tell = (region, texts) =>
    region.replaceChildren(...texts.filter(Boolean).map((text) => el("p", null, text)));

  const sources = el(
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

  function refresh() {
    const at = get("baseline");
    start.value = slider.value = String(Math.round(at * 100) / 100);
    slider.setAttribute("aria-valuetext", number(at));
    answer.readOnly = known(); // not disabled: focus stays where it is
    button.setAttribute("aria-disabled", known());
    if (known()) answer.value = get("guess");
    repair.hidden = sources.hidden = !known();
    tell(said, known() ? feedback() : []);
    tell(now, known() && (moved || at !== printed) ? afterwards(at) : []);
    draw(at);
  }

  const root = el(
    "section",
    { class: "ws-widget ws-cut" },
    el("p", { class: "ws-title" }, t.title),
    el("p", null, t.intro),
    alt,
    bars,
    question,
    said,
    repair,
    now,
    sources,
  );
  for (const trait of ["guess", "baseline"]) model.on(`change:${trait}`, refresh);
  refresh();
  host.replaceChildren(root);
  return () => {
    for (const trait of ["guess", "baseline"]) model.off(`change:${trait}`, refresh);
  };
}

export default { render };
