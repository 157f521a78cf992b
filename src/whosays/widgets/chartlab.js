// A chart of estimates, drawn from numbers and words (charts/lab.py). After _common.js. What it looks like
// at first is in chartlab.html as well.

// Places along the axis are parts of its length: the browser lays out all words, and one drawing fits
// every width. Pixels are those of marks only.
const REACH = 24; // of the arrow of a bound: it says a direction, not an amount
const SHORT = 9; // where it would cross the start of the axis

const percent = (part) => `${(part * 100).toFixed(1)}%`;

// --- marks ---

/** The row as a report without "at least" and "up to" would have it. */
const loosened = (row) =>
  ["at_least", "up_to"].includes(row.bound) ? { ...row, bound: "exact", figure: row.loose } : row;

/** What the source vouches for is filled; what lies below an upper bound only is pale. */
function bar({ bound, planned, low, value }, part) {
  const rect = (name, from, to) =>
    to > from &&
    el("rect", { class: name, x: percent(from), width: percent(to - from), y: -8, height: 16 });
  if (planned) return [rect("ws-bar", 0, part(value))];
  const sure = { up_to: 0, range: part(low ?? value) }[bound] ?? part(value);
  return [rect("ws-bar", 0, sure), rect("ws-bar ws-pale", sure, part(value))];
}

/** An arrow without end, from where it stands. */
function arrow(bound, at) {
  const sign = bound === "at_least" ? 1 : -1;
  const reach = sign * (sign > 0 || at > 0.1 ? REACH : SHORT);
  const head = `m ${-sign * 7} -4.5 l ${sign * 7} 4.5 l ${-sign * 7} 4.5`;
  return el("svg", { x: percent(at) }, [
    el("path", { class: "ws-shaft", d: `M 0 0 h ${reach}` }),
    el("path", { d: `M ${reach} 0 ${head}` }),
  ]);
}

/** The shapes of a statement; none where it gives no figure. `part` says where on the axis a value is. */
function shapes(row, part, bars) {
  const { bound, planned, low, value } = row;
  if (value === null) return null;
  const line = (name, from, to, half) =>
    el("line", { class: name, x1: percent(from), x2: percent(to), y1: -half, y2: half });
  const end = (at) => line("ws-end", at, at, 6);
  const at = part(value);
  const drawn = bars ? bar(row, part) : [];
  if (bound === "range") {
    drawn.push(line("ws-span", part(low), at, 0), end(part(low)), end(at));
  } else if (bound === "at_least" || bound === "up_to") {
    drawn.push(arrow(bound, at), end(at));
  } else if (!bars) {
    drawn.push(el("circle", { class: "ws-dot", cx: percent(at), r: 5 }));
  }
  return el("g", { class: planned ? "ws-mark ws-plan" : "ws-mark" }, drawn);
}

/** A mark, and the link that the table has for the keyboard. */
function linked(id, row, drawn) {
  const { url, date, source, wording, outlet } = row;
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const link = make("a");
  const tip = make("title");
  tip.textContent = [date, source, wording, outlet].filter(Boolean).join(" · ");
  if (url) link.setAttribute("href", url);
  link.setAttribute("tabindex", "-1");
  link.dataset.row = id;
  link.append(tip, drawn);
  return link;
}

// --- the axis ---

const rowsOf = (chart, { parts }) => parts.flatMap(([, ids]) => ids).map((id) => chart.rows[id]);

/** Where on an axis a value is, from 0 at its start to 1 at its end. */
function partOf({ start, end }, kind) {
  const along = kind === "log" ? Math.log : Number;
  return (value) => (along(value) - along(start)) / (along(end) - along(start));
}

/** Unit, labels and lines of the axis, behind the rows. */
function axisOf(ticks, part, unit, long) {
  const labels = (y) =>
    ticks.map(([value, words], n) =>
      el("text", { x: percent(part(value)), y, "text-anchor": n > 0 && "middle" }, words),
    );
  return el(
    "svg",
    { class: "ws-ruler" },
    el("text", { y: "1em" }, unit),
    labels("2.3em"),
    ticks.slice(1).map(([value]) => {
      const x = percent(part(value));
      return el("line", { x1: x, x2: x, y1: "2.8em", y2: "100%" });
    }),
    long && el("svg", { y: "100%" }, labels("1.2em")),
  );
}

// --- the chart ---

// Torn where the axis is cut.
const TEETH = `M 0 -12${" l 3 1.5 l -6 3 l 3 1.5".repeat(4)}`;

/** A statement: its label, its figure, its mark and, if they were chosen, the source's words. */
function rowOf(id, stated, part, chosen) {
  const row = chosen.bounds ? stated : loosened(stated);
  const { day, source, figure, value, wording } = row;
  const drawn = shapes(row, part, chosen.marks === "bars");
  const span = (name, text) => el("span", { class: `ws-${name}` }, text);
  return el(
    "div",
    { class: "ws-row" },
    day && span("day", day),
    span("source", source),
    span(value === null ? "silent" : "number", figure),
    el(
      "svg",
      { class: "ws-plot" },
      el("svg", { y: "50%" }, [
        chosen.axis === "cut" && el("path", { class: "ws-start", d: TEETH }),
        drawn && linked(id, row, drawn),
      ]),
    ),
    chosen.wording && wording && span("words", wording),
  );
}

/** The chart as it was chosen. */
function drawChart(chart, chosen) {
  const view = chart.views[chosen.counted];
  const scale = view.scales[chosen.axis];
  const part = partOf(scale, chosen.axis);
  const long = rowsOf(chart, view).length > 6;
  const parts = view.parts.map(([name, ids]) => [
    el("div", { class: "ws-heading" }, chart.headings[name]),
    ids.map((id) => rowOf(id, chart.rows[id], part, chosen)),
  ]);
  return el(
    "div",
    {
      class: `ws-chart${long ? " ws-long" : ""}${chosen.axis === "cut" ? " ws-torn" : ""}`,
      "aria-hidden": "true",
    },
    axisOf(scale.ticks, part, chart.unit, long),
    parts,
  );
}

// Values are pixels from the left; `width` is that of the mark.
const SAMPLES = {
  exact: { bound: "exact", value: 6, width: 12 },
  planned: { bound: "exact", value: 6, width: 12, planned: true },
  at_least: { bound: "at_least", value: 1, width: REACH + 2 },
  up_to: { bound: "up_to", value: REACH + 1, width: REACH + 2 },
  range: { bound: "range", low: 1, value: REACH + 1, width: REACH + 2 },
};

/** A mark of a sort, for the key; a bar has room to be seen as one. */
function sampleOf(sort, bars) {
  const more = bars ? 14 : 0;
  const { width, ...row } = SAMPLES[sort];
  if (bars && row.bound === "exact") row.value = width - 1; // a bar ends where a dot has its middle
  const all = width + more;
  const drawn = shapes(row, (value) => (value + more) / all, bars);
  return el(
    "svg",
    { width: all, height: 20, "aria-hidden": "true" },
    el("svg", { y: "50%" }, drawn),
  );
}

// --- around the chart ---

const COLUMNS = ["day", "who", "figure", "counted", "wording"];

/** A row of the table; the article's own, which have no day, are quoted in its language. */
function tableRow({ date, source, speaker, figure, what, wording, outlet, url }, t, original) {
  const published = [wording, url ? el("a", { href: url }, outlet) : outlet].filter(Boolean);
  return el(
    "tr",
    null,
    el("th", { scope: "row" }, date || t.undated),
    el("td", null, speaker ? `${source} (${speaker})` : source),
    el("td", null, figure),
    el("td", null, what),
    el(
      "td",
      null,
      date
        ? published.flatMap((part, n) => (n > 0 ? [", ", part] : [part]))
        : el("q", { lang: original }, wording),
    ),
  );
}

/** The chart's rows as a table that can be filled anew. */
function tableOf(t, original) {
  const body = el("tbody");
  const caption = el("caption");
  const heads = COLUMNS.map((column) => el("th", { scope: "col" }, t[`column_${column}`]));
  const node = el(
    "div",
    { tabindex: 0, role: "group", class: "ws-table" },
    el("table", null, caption, el("thead", null, el("tr", null, heads)), body),
  );
  return {
    node,
    show(title, rows) {
      caption.textContent = title;
      node.setAttribute("aria-label", fill(t.table_of, { title }));
      body.replaceChildren(...rows.map((row) => tableRow(row, t, original)));
    },
  };
}

/** The choices; `show` sets them to what the model has, and says why one cannot be had. */
function controlsOf(t, get, set) {
  const name = uid();
  const radio = (trait, value, text) =>
    el(
      "label",
      null,
      el("input", {
        type: "radio",
        name: name + trait,
        value,
        change: () => set(trait, value),
      }),
      text,
    );
  const box = (trait) =>
    el(
      "label",
      null,
      el("input", {
        type: "checkbox",
        value: trait,
        change: ({ target }) => set(trait, target.checked),
      }),
      t[trait],
    );
  const group = (legend, content, attrs) =>
    el("fieldset", attrs, el("legend", null, legend), el("div", null, content));
  const counted = group(t.what);
  const reason = el("p", { id: `${name}-reason`, class: "ws-hint" });
  const why = { "aria-describedby": reason.id };
  const axes = ["zero", "cut", "log"].map((value) => radio("axis", value, t[`axis_${value}`]));
  const marks = ["dots", "bars"].map((value) => radio("marks", value, t[value]));
  const node = el(
    "div",
    { class: "ws-controls" },
    counted,
    group(t.axis, axes, why),
    group(t.marks, marks, why),
    group(t.show, ["bounds", "wording"].map(box)),
    reason,
  );
  return {
    node,
    offer(chart) {
      counted.lastChild.replaceChildren(
        ...Object.entries(chart.views).map(([id, view]) =>
          radio("counted", id, `${view.name || t.all} (${rowsOf(chart, view).length})`),
        ),
      );
    },
    show() {
      const barred = get("axis") === "log" ? "bars" : get("marks") === "bars" && "log";
      for (const input of node.querySelectorAll("input")) {
        const trait = input.name.slice(name.length);
        input.checked = trait ? get(trait) === input.value : get(input.value);
        input.disabled = input.value === barred;
      }
      reason.textContent = barred ? t[`reason_${barred}`] : "";
    },
  };
}

const CHOICES = ["counted", "axis", "marks", "bounds", "wording"];

/** What is to be seen, and what misleads in it. */
function saidOf(view, { axis, marks, bounds }) {
  const notes = [view.notes[`${axis} ${marks}`], !bounds && view.loose].filter(Boolean);
  return [
    el("p", null, view.alts[`${axis} ${marks}`]),
    ...notes.map((note) => el("p", { class: "ws-warning" }, note)),
  ];
}

/** The sorts of marks that are drawn, with their names. */
function keyOf(view, { marks, bounds }, t) {
  return view.key[Number(bounds)].map((sort) =>
    el("li", null, sampleOf(sort, marks === "bars"), t[`key_${sort}`]),
  );
}

async function render({ model, el: host }) {
  const t = model.get("strings");
  const get = (trait) => model.get(trait);
  const chosen = () => Object.fromEntries(CHOICES.map((trait) => [trait, get(trait)]));
  const controls = controlsOf(t, get, (trait, value) => {
    model.set(trait, value);
    model.save_changes();
  });
  const table = tableOf(t, get("original"));
  const title = el("p", { class: "ws-title" });
  const status = statusRegion("ws-told");
  let drawn = el("div");
  const key = el("ul", { class: "ws-key", "aria-label": t.key });
  const summary = el("p", { class: "ws-hint" });
  host.replaceChildren(
    el(
      "section",
      { class: "ws-widget ws-lab" },
      title,
      controls.node,
      status,
      drawn,
      key,
      summary,
      el("details", { class: "ws-figure-table" }, el("summary", null, t.as_table), table.node),
    ),
  );
  const viewNow = () => get("chart").views[get("counted")];

  function showTable() {
    title.textContent = get("title");
    table.show(get("title"), rowsOf(get("chart"), viewNow()));
  }

  function showChart() {
    const view = viewNow();
    status.replaceChildren(...saidOf(view, chosen()));
    key.replaceChildren(...keyOf(view, chosen(), t));
    summary.textContent = view.summary;
    const before = drawn;
    drawn = drawChart(get("chart"), chosen());
    before.replaceWith(drawn);
  }

  function refresh() {
    controls.show();
    showTable();
    showChart();
  }

  function renew() {
    controls.offer(get("chart"));
    refresh();
  }

  // In pieces, so that the page is free between them.
  controls.offer(get("chart"));
  controls.show();
  await breath();
  showTable();
  await breath();
  showChart();
  const heard = ["title", ...CHOICES].map((trait) => [`change:${trait}`, refresh]);
  heard.push(["change:chart", renew]);
  for (const [event, listener] of heard) model.on(event, listener);
  return () => {
    for (const [event, listener] of heard) model.off(event, listener);
  };
}

export default { render };
