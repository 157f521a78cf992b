// Two bars, drawn from where the axis starts.

const LONGEST = 82; // percent of the width: behind it is room for an open arrow

const ARROWS = {
  at_least: "M 0 13 h 24 m -8 -6 l 8 6 l -8 6",
  up_to: "M 0 13 h -24 m 8 -6 l -8 6 l 8 6",
};

/** How many times as long as the first bar the second is drawn, if the axis starts there. */
const drawnRatio = ([first, second], start) => (second.value - start) / (first.value - start);

/** A bar; whether its bound is told, its end says that too. */
function barView({ value, bound }, longest, start, told) {
  const length = `${((value - start) / (longest - start)) * LONGEST}%`;
  // Torn where it does not start at zero.
  const edge = start > 0 ? `M 1 0${" l 3 2 l -3 2".repeat(7)}` : "M 1 0 V 26";
  const arrow = told && ARROWS[bound];
  const look = told && bound === "up_to" ? "ws-fill ws-pale" : "ws-fill";
  return el(
    "svg",
    { class: "ws-bar" },
    el("rect", { class: look, width: length, height: "100%" }),
    arrow && el("svg", { x: length }, el("path", { class: "ws-open", d: arrow })),
    el("path", { class: "ws-start", d: edge }),
  );
}

/** The figures below the bars. */
function scaleView(longest, start, number) {
  const label = (part) =>
    el(
      "text",
      { x: `${part * LONGEST}%`, y: 14, "text-anchor": part > 0 ? "middle" : "start" },
      number(start + part * (longest - start)),
    );
  return el("svg", { class: "ws-scale" }, [0, 0.5, 1].map(label));
}

/** Nodes of the chart; `told` is true when the figures are no longer to be guessed. */
function chartView(pair, start, told, number) {
  const longest = pair[1].value;
  const bars = pair.map((each) => [
    el(
      "p",
      { class: "ws-bar-label" },
      `${each.day} · ${each.source}`,
      told && [": ", el("strong", null, each.figure)],
    ),
    barView(each, longest, start, told),
  ]);
  return [...bars.flat(), scaleView(longest, start, number)];
}
