// A chart of estimates that the page lays together from strips (strips.py). After _common.js.

function render({ model, el: host }) {
  const t = model.get("strings"), name = uid();
  const get = (trait) => model.get(trait);
  const set = (trait, value) => { model.set(trait, value); model.save_changes(); };
  let narrow = false;

  // --- controls ---

  const radio = (trait, value, text) => el("label", null,
    el("input", { type: "radio", name: name + trait, value, change: () => set(trait, value) }), text);
  const box = (trait) => el("label", null,
    el("input", { type: "checkbox", value: trait, change: ({ target }) => set(trait, target.checked) }), t[trait]);
  const group = (legend, content, attrs) => el("fieldset", attrs,
    el("legend", null, legend), el("div", null, content));

  const counted = group(t.what);
  const reason = el("p", { id: `${name}-reason`, class: "ws-hint" });
  const controls = el("div", { class: "ws-controls" },
    counted,
    group(t.axis, ["zero", "cut", "log"].map((value) => radio("axis", value, t[`axis_${value}`])), { "aria-describedby": reason.id }),
    group(t.marks, ["dots", "bars"].map((value) => radio("marks", value, t[value])), { "aria-describedby": reason.id }),
    group(t.show, ["bounds", "wording"].map(box)),
    reason);

  function showChoices() {
    counted.lastChild.replaceChildren(...Object.entries(get("drawing").views).map(([id, view]) =>
      radio("counted", id, `${t[id]} (${rowsOf(view).length})`)));
    refresh();
  }
  const rowsOf = ({ parts }) => parts.flatMap(([, ids]) => ids).map((id) => get("drawing").rows[id]);

  // --- the drawing ---

  function shapes(piece, y) {
    const { pieces, styles, middle } = get("drawing");
    return el("g", { transform: `translate(0 ${y - middle})` }, pieces[piece].map(({ style, d, x, y: down, text }) => (d === undefined
      ? el("text", { x, y: down, style: styles[style] }, text)
      : el("path", { d, style: styles[style], transform: x !== undefined && `translate(${x} ${down})` }))));
  }

  /** The mark with the link that the table has for the keyboard. */
  function linked({ url, date, source, wording, outlet }, mark) {
    const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
    const link = make("a"), tip = make("title");
    tip.textContent = [date, source, wording, outlet].filter(Boolean).join(" · ");
    if (url) link.setAttribute("href", url);
    link.setAttribute("tabindex", "-1");
    link.append(tip, mark);
    return link;
  }

  function chart() {
    const { views, rows, layouts, unit } = get("drawing");
    const { width, left, texts, lines, line, marks, ticks } = layouts[narrow ? "narrow" : "wide"];
    const scale = `${get("counted")} ${get("axis")}`, drawn = [], words = [], places = [];
    let y = 13;
    for (const [part, ids] of views[get("counted")].parts) {
      y += 28;
      words.push(shapes(texts[part], y));
      y += narrow ? 18 : 21;
      for (const id of ids) {
        const [above, below] = lines[id];
        y += (above - 1) * 5;
        words.push(shapes(texts[`${id} label`], y));
        if (narrow) y += 14;
        places.push(y);
        drawn.push(linked(rows[id], shapes(marks[scale][`${id} ${get("marks")} ${get("bounds")}`], y)));
        if (get("wording")) {
          words.push(shapes(texts[`${id} words`], y + 14));
          y += below * line + 4;
        }
        y += (narrow ? 20 : 21) + (above - 1) * 5;
      }
      y -= 10;
    }
    return el("svg", { viewBox: `0 0 ${width} ${y + 24}`, "aria-hidden": "true", class: narrow ? "ws-narrow" : null },
      axis(ticks[scale], y + 8, left, unit, places.length > 6), drawn,
      // On a phone labels stand above the marks, and the axis beside these only.
      narrow ? places.map((at) => startOf(left, at - 8, at + 8)) : startOf(left, 26, y + 8), words);
  }

  function axis(ticks, bottom, left, unit, long) {
    const word = (x, y, text, anchor) => el("text", { x, y, class: "ws-tick", "text-anchor": anchor }, text);
    const labels = (y) => ticks.map(([x, text], n) => word(x, y, text, narrow && !n ? "start" : "middle"));
    return [
      word(left, 9, unit, "start"),
      labels(20),
      el("path", { d: ticks.slice(1).map(([x]) => `M ${x} 26 V ${bottom}`).join(" "), class: "ws-grid" }),
      long && labels(bottom + 12),
    ];
  }

  /** The line that the axis starts from; torn where it is cut. */
  function startOf(x, top, bottom) {
    const d = get("axis") === "cut" ? " l 2 1 l -4 2 l 2 1".repeat(Math.floor((bottom - top) / 4)) : ` V ${bottom}`;
    return el("path", { d: `M ${x} ${top}${d}`, class: "ws-start" });
  }

  // --- in words ---

  const tableBody = el("tbody");
  const caption = el("caption");
  const scroller = el("div", { tabindex: 0, role: "group", class: "ws-table" },
    el("table", null, caption,
      el("thead", null, el("tr", null, ["day", "who", "figure", "counted", "wording"].map((column) =>
        el("th", { scope: "col" }, t[`column_${column}`])))),
      tableBody));

  function tableRow({ date, source, speaker, figure, what, wording, outlet, url }) {
    return el("tr", null,
      el("th", { scope: "row" }, date || "–"),
      el("td", null, speaker ? `${source} (${speaker})` : source),
      el("td", null, figure),
      el("td", null, what),
      el("td", null, url ? [wording, ", ", el("a", { href: url }, outlet)] : el("q", { lang: get("original") }, wording)));
  }

  const title = el("p", { class: "ws-title" });
  const status = statusRegion("ws-told");
  const place = el("div", { class: "ws-chart" });
  const key = el("ul", { class: "ws-key", "aria-label": t.key });
  const summary = el("p", { class: "ws-hint" });
  const root = el("section", { class: "ws-widget ws-lab" }, title, controls, status, place, key, summary,
    el("details", null, el("summary", null, t.as_table), scroller));

  function refresh() {
    const { views, key: samples } = get("drawing"), view = views[get("counted")], way = `${get("axis")} ${get("marks")}`;
    const barred = get("axis") === "log" ? "bars" : get("marks") === "bars" && "log";
    for (const input of controls.querySelectorAll("input")) {
      const trait = input.name.slice(name.length);
      input.checked = trait ? get(trait) === input.value : get(input.value);
      input.disabled = input.value === barred;
    }
    reason.textContent = barred ? t[`reason_${barred}`] : "";
    title.textContent = caption.textContent = get("title");
    scroller.setAttribute("aria-label", fill(t.table_of, { title: get("title") }));
    status.replaceChildren(
      el("p", null, view.alts[way]),
      ...[view.notes[way], !get("bounds") && view.loose].filter(Boolean).map((note) => el("p", { class: "ws-warning" }, note)));
    key.replaceChildren(...view.key[Number(get("bounds"))].map((sort) => el("li", null,
      el("svg", { viewBox: "0 28 28 16", "aria-hidden": "true" }, shapes(samples[`${sort} ${get("marks")}`], 36)),
      t[`key_${sort}`])));
    summary.textContent = view.summary;
    tableBody.replaceChildren(...rowsOf(view).map(tableRow));
    draw();
  }
  const draw = () => place.replaceChildren(chart());

  const isNarrow = (box) => box.clientWidth > 0 && box.clientWidth < 520;
  const watch = new ResizeObserver(() => {
    if (isNarrow(place) === narrow) return;
    narrow = !narrow;
    draw();
  });
  const chosen = ["title", "counted", "axis", "marks", "bounds", "wording"].map((trait) => `change:${trait}`);
  for (const event of chosen) model.on(event, refresh);
  model.on("change:drawing", showChoices);
  narrow = isNarrow(host);
  showChoices();
  host.replaceChildren(root);
  watch.observe(place);
  return () => {
    watch.disconnect();
    for (const event of chosen) model.off(event, refresh);
    model.off("change:drawing", showChoices);
  };
}

export default { render };
