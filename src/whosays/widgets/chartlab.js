// A chart of estimates, drawn from numbers and words (drawing.py). After _common.js.

// Sizes are pixels where the text is 15 pixels high, and grow with the reader's font.
const TEXT = 15;
const WIDEST = 736;
const NARROW = 520; // below it, labels stand above the marks
const SIZE = {
  heading: 15,
  day: 13.5,
  source: 13.5,
  figure: 14,
  silent: 13.5,
  words: 13,
  tick: 13,
};
const LINE = 17; // from line to line of a label or of a source's words
const ROW = 30;
const TOP = 30; // below the labels of the axis
const GAP = 10; // between a mark and its figure in words
const REACH = 24; // of the arrow of a bound: it says a direction, not an amount

// --- text ---

/** Measures words of a kind in pixels, in the font of a place on the page. */
function ruler(place) {
  const pen = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(place).fontFamily;
  return (kind, words) => {
    const style = { heading: "bold ", silent: "italic " }[kind] ?? "";
    pen.font = `${style}${SIZE[kind]}px ${family}`;
    return pen.measureText(words).width;
  };
}

const write = (kind, x, y, words, attrs) =>
  el("text", { class: `ws-${kind}`, "font-size": SIZE[kind], x, y, ...attrs }, words);

/** A text in lines that fit into the room, `most` at most; "…" stands for what is left. */
function wrapped(text, room, width, most) {
  const lines = [];
  for (const word of text.split(/\s+/).flatMap((each) => pieces(each, room, width))) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && width(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  let last = lines[most - 1];
  while (last && width(`${last} …`) > room) last = last.slice(0, -1);
  return [...lines.slice(0, most - 1), `${last} …`];
}

/** A word whole, or in pieces where it is wider than the room. */
function pieces(word, room, width) {
  if (width(word) <= room) return word ? [word] : [];
  const found = [""];
  for (const letter of word) {
    if (found.at(-1) && width(found.at(-1) + letter) > room) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}

// --- marks ---

/** The row as a report without "at least" and "up to" would have it. */
const loosened = (row) =>
  ["at_least", "up_to"].includes(row.bound) ? { ...row, bound: "exact", figure: row.loose } : row;

const path = (name, d) => el("path", { class: `ws-${name}`, d });

/** What the source vouches for is filled; what lies below an upper bound only is pale. */
function bar({ bound, planned, low, value }, axis, y) {
  const { left, x } = axis;
  const rect = (name, from, to) =>
    to > from && el("rect", { class: name, x: from, y: y - 8, width: to - from, height: 16 });
  if (planned) return [rect("ws-bar", left, x(value))];
  const sure = { up_to: left, range: x(low ?? value) }[bound] ?? x(value);
  return [rect("ws-bar", left, sure), rect("ws-bar ws-pale", sure, x(value))];
}

/** An arrow without end; downwards it stays on its side of the axis. */
function arrow(bound, at, left, y) {
  const sign = bound === "at_least" ? 1 : -1;
  const reach = sign * (sign > 0 ? REACH : Math.min(REACH, Math.max(at - left, 9)));
  return [
    path("shaft", `M ${at} ${y} h ${reach}`),
    path("head", `M ${at + reach - sign * 7} ${y - 4.5} l ${sign * 7} 4.5 l ${-sign * 7} 4.5`),
  ];
}

/** The shapes of a statement at a height; none where it gives no figure. */
function shapes(row, axis, y, bars) {
  const { bound, planned, low, value } = row;
  if (value === null) return null;
  const at = axis.x(value);
  const end = (place) => path("end", `M ${place} ${y - 6} v 12`);
  const drawn = bars ? bar(row, axis, y) : [];
  if (bound === "range") {
    drawn.push(path("span", `M ${axis.x(low)} ${y} H ${at}`), end(axis.x(low)), end(at));
  } else if (bound === "at_least" || bound === "up_to") {
    drawn.push(arrow(bound, at, axis.left, y), end(at));
  } else if (!bars) {
    drawn.push(el("circle", { class: "ws-dot", cx: at, cy: y, r: 5 }));
  }
  return el("g", { class: planned ? "ws-mark ws-plan" : "ws-mark" }, drawn);
}

/** A mark with its figure in words, and the link that the table has for the keyboard. */
function linked(id, row, axis, y, bars) {
  const { url, date, source, wording, outlet, value, figure } = row;
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const link = make("a");
  const tip = make("title");
  tip.textContent = [date, source, wording, outlet].filter(Boolean).join(" · ");
  if (url) link.setAttribute("href", url);
  link.setAttribute("tabindex", "-1");
  link.dataset.row = id;
  const words =
    value === null
      ? write("silent", axis.left + 8, y, figure)
      : write("figure", axis.x(value) + behind(row), y, figure);
  link.append(...[tip, shapes(row, axis, y, bars), words].filter(Boolean));
  return link;
}

/** How far behind its number the words of a mark stand. */
const behind = ({ bound }) => GAP + (bound === "at_least" ? REACH : 0);

// --- the axis ---

/** Where everything stands on a chart of this width. */
function layoutOf(chart, view, kind, width, measure) {
  const every = Object.values(chart.rows);
  const narrow = width < NARROW;
  const widest = (key) => Math.max(...every.map((row) => measure(key, row[key])));
  const days = widest("day") + 8;
  const left = narrow ? 6 : Math.min(days + widest("source") + 14, width * 0.36);
  const scale = view.scales[kind];
  const along = kind === "log" ? Math.log : Number;
  const part = (value) =>
    (along(value) - along(scale.start)) / (along(scale.end) - along(scale.start));
  // The axis is as long as the words behind the marks allow, "at least" among them.
  const ends = rowsOf(chart, view)
    .filter(({ value }) => value !== null)
    .map((row) => {
      const room = width - 4 - left - behind(row) - measure("figure", row.figure);
      return room / part(row.value);
    });
  const length = Math.max(Math.min(width - left - GAP, ...ends), 60);
  return { kind, narrow, width, left, days, measure, x: (value) => left + part(value) * length };
}

const rowsOf = (chart, { parts }) => parts.flatMap(([, ids]) => ids).map((id) => chart.rows[id]);

/** Every tick, or every second, third …, so that labels keep clear; with the label's middle. */
function labelled(ticks, { x, measure, narrow }) {
  const all = ticks.map(([value, words], n) => {
    const half = measure("tick", words) / 2;
    const at = x(value);
    // On a phone the axis is at the edge of the screen.
    return { words, at, half, middle: narrow && !n ? at + half - 6 : at };
  });
  const areClear = (shown) =>
    shown
      .slice(1)
      .every(({ middle, half }, n) => middle - half >= shown[n].middle + shown[n].half + 6);
  for (let step = 1; ; step++) {
    const shown = all.filter((_, n) => n % step === 0);
    if (areClear(shown)) return shown;
  }
}

/** Unit, labels and lines of the axis. */
function axisOf(ticks, layout, unit, bottom, long) {
  const shown = labelled(ticks, layout);
  const labels = (y) =>
    shown.map(({ words, middle }) => write("tick", middle, y, words, { "text-anchor": "middle" }));
  return [
    write("tick", layout.narrow ? 0 : layout.left, 6, unit),
    labels(22),
    shown.slice(1).map(({ at }) => path("grid", `M ${at} ${TOP + 2} V ${bottom}`)),
    long && labels(bottom + 12),
  ];
}

/** The line that the axis starts from; torn where it is cut. */
function startOf({ left, kind }, top, bottom) {
  const teeth = Math.floor((bottom - top) / 6);
  const d = kind === "cut" ? " l 3 1.5 l -6 3 l 3 1.5".repeat(teeth) : ` V ${bottom}`;
  return path("start", `M ${left} ${top}${d}`);
}

// --- the chart ---

/** The heading of a part. */
function headingOf(heading, top, { width, measure }) {
  const lines = wrapped(heading, width, (words) => measure("heading", words), 3);
  return {
    height: lines.length * LINE + 15,
    texts: lines.map((line, n) => write("heading", 0, top + 16 + n * LINE, line)),
  };
}

/** Day and source in lines, from the top of the row on. */
function labelOf({ day, source }, top, { narrow, width, left, days, measure }) {
  const beside = narrow ? measure("day", day) + 7 : days;
  const x = day ? beside : 0;
  const room = (narrow ? width : left - 10) - x;
  const lines = wrapped(source, room, (words) => measure("source", words), 4);
  const height = narrow ? lines.length * LINE + 4 : Math.max(ROW, lines.length * LINE + 10);
  const first = narrow ? top + 10 : top + height / 2 - ((lines.length - 1) * LINE) / 2;
  return {
    height,
    texts: [
      day && write("day", 0, narrow ? first : top + height / 2, day),
      lines.map((line, n) => write("source", x, first + n * LINE, line)),
    ],
  };
}

/** The source's words below its mark. */
function wordsOf({ wording }, top, { narrow, width, left, measure }) {
  const x = narrow ? 0 : left + 6;
  const lines = wrapped(wording, width - x, (words) => measure("words", words), 5);
  return {
    height: lines.length > 0 ? lines.length * LINE + 4 : 0,
    texts: lines.map((line, n) => write("words", x, top + 5 + n * LINE, line)),
  };
}

/** A statement: its label, its mark and, if they were chosen, the source's words. */
function placeRow(chart, id, top, layout, chosen) {
  const { narrow } = layout;
  const row = chosen.bounds ? chart.rows[id] : loosened(chart.rows[id]);
  const label = labelOf(row, top, layout);
  const at = narrow ? top + label.height + 10 : top + label.height / 2;
  const below = top + label.height + (narrow ? 24 : 0);
  const words = chosen.wording ? wordsOf(row, below, layout) : { height: 0, texts: [] };
  return {
    texts: [label.texts, words.texts],
    mark: linked(id, row, layout, at, chosen.marks === "bars"),
    start: startOf(layout, at - 9, at + 9),
    bottom: below + words.height + (narrow ? 5 : 0),
  };
}

/** A part of the chart: its heading and its statements. */
function placePart(chart, [part, ids], top, layout, chosen) {
  const heading = headingOf(chart.headings[part], top, layout);
  const first = top + heading.height;
  let bottom = first;
  const rows = ids.map((id) => {
    const row = placeRow(chart, id, bottom, layout, chosen);
    bottom = row.bottom;
    return row;
  });
  return {
    texts: [heading.texts, rows.map(({ texts }) => texts)],
    marks: rows.map(({ mark }) => mark),
    // On a phone labels stand above the marks, and the axis beside these only.
    starts: layout.narrow ? rows.map(({ start }) => start) : startOf(layout, first, bottom),
    bottom: bottom + 10,
  };
}

/** The chart as it was chosen, for a width in pixels. */
function drawChart(chart, chosen, width, measure) {
  const view = chart.views[chosen.counted];
  const layout = layoutOf(chart, view, chosen.axis, width, measure);
  let bottom = TOP;
  const parts = view.parts.map((each) => {
    const part = placePart(chart, each, bottom, layout, chosen);
    bottom = part.bottom;
    return part;
  });
  const all = (name) => parts.map((part) => part[name]);
  const long = rowsOf(chart, view).length > 6;
  return el(
    "svg",
    {
      viewBox: `0 0 ${width} ${bottom + (long ? 20 : 4)}`,
      "aria-hidden": "true",
      class: layout.narrow ? "ws-narrow" : null,
    },
    axisOf(view.scales[chosen.axis].ticks, layout, chart.unit, bottom, long),
    all("marks"),
    all("starts"),
    all("texts"),
  );
}

// Values are pixels from the axis; `width` is that of the mark.
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
  return el(
    "svg",
    {
      viewBox: `0 0 ${width + more} 20`,
      width: `${(width + more) / 16}rem`,
      "aria-hidden": "true",
    },
    shapes(row, { left: 1, x: (value) => value + more }, 10, bars),
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

/** Draws into a place whenever it is told to, and when the place has another width. */
function drawer(place, draw) {
  let drawn = null; // the width for which the chart was drawn
  function again() {
    drawn = place.clientWidth;
    const letters = Number.parseFloat(getComputedStyle(place).fontSize) || TEXT;
    const width = Math.min(((drawn || WIDEST) * TEXT) / letters, WIDEST);
    place.replaceChildren(draw(width, ruler(place)));
  }
  const watch = new ResizeObserver(() => {
    if (place.clientWidth !== drawn) again();
  });
  watch.observe(place);
  return { again, stop: () => watch.disconnect() };
}

function render({ model, el: host }) {
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
  const place = el("div", { class: "ws-chart" });
  const key = el("ul", { class: "ws-key", "aria-label": t.key });
  const summary = el("p", { class: "ws-hint" });
  host.replaceChildren(
    el(
      "section",
      { class: "ws-widget ws-lab" },
      title,
      controls.node,
      status,
      place,
      key,
      summary,
      el("details", null, el("summary", null, t.as_table), table.node),
    ),
  );
  const drawing = drawer(place, (width, measure) =>
    drawChart(get("chart"), chosen(), width, measure),
  );

  function refresh() {
    const view = get("chart").views[get("counted")];
    controls.show();
    title.textContent = get("title");
    table.show(get("title"), rowsOf(get("chart"), view));
    status.replaceChildren(...saidOf(view, chosen()));
    key.replaceChildren(...keyOf(view, chosen(), t));
    summary.textContent = view.summary;
    drawing.again();
  }

  function renew() {
    controls.offer(get("chart"));
    refresh();
  }

  renew();
  const heard = ["title", ...CHOICES].map((trait) => [`change:${trait}`, refresh]);
  heard.push(["change:chart", renew]);
  for (const [event, listener] of heard) model.on(event, listener);
  return () => {
    drawing.stop();
    for (const [event, listener] of heard) model.off(event, listener);
  };
}

export default { render };
