// One sentence to annotate: its texts, a list to choose from for each layer, and what is said.

/** A list to choose from for a layer. */
function layerField({ id, name, values }, t, changed) {
  const select = el(
    "select",
    { id: uid(), "data-layer": id, change: changed },
    el("option", { value: "" }, t.open),
    values.map((value) => el("option", { value: value.id }, value.full)),
  );
  const label = el("label", { for: select.id }, name);
  return { id, select, node: el("p", { class: `ws-field ws-field-${id}` }, label, select) };
}

/** What is chosen in some of the fields, by layer. */
function chosenIn(fields) {
  return Object.fromEntries(
    fields.filter(({ select }) => select.value).map(({ id, select }) => [id, select.value]),
  );
}

/** The parts of a sentence on the page; `changed` hears of choices, `submit` of the button. */
function cardParts(task, { t, original, choices }, { changed, submit }) {
  const status = statusRegion("ws-told-here");
  const more = el("div");
  const fields = choices.map((choice) => layerField(choice, t, changed));
  const texts = task.texts.map(({ lang, text }) =>
    el("p", { class: lang === original ? "ws-original" : "ws-other", lang }, text),
  );
  const legend = el("legend", { tabindex: "-1" }, fill(t.sentence, { label: task.label }));
  // The sentence in the button's name tells one from the other.
  const button = el(
    "button",
    // The press, not the form's `submit`: a frame may forbid forms.
    { type: "submit", class: "ws-button ws-quiet", click: submit },
    t.compare,
    el("span", { class: "ws-hidden" }, ` ${task.label}`),
  );
  const form = el(
    "form",
    null,
    el(
      "fieldset",
      null,
      legend,
      el("div", { class: "ws-texts" }, texts),
      el(
        "div",
        { class: "ws-fields" },
        fields.map(({ node }) => node),
        button,
      ),
    ),
    status,
    more,
  );
  const node = el("li", { class: "ws-task", "data-sentence": task.id }, form);
  return { node, legend, texts, fields, status, more };
}

/** Shows the gold beside the marks of a sentence. */
function showTold({ node, status, more }, task, marks, widget) {
  const told = toldOfSentence(task.gold, marks, widget);
  node.dataset.state = told.same ? "same" : "differs";
  status.replaceChildren(told.node);
  // Filled when opened: few want all relations of all sentences at once.
  const whole = el(
    "details",
    {
      toggle() {
        if (whole.children.length === 1) whole.append(goldView(task.gold, widget));
      },
    },
    el("summary", null, fill(widget.t.whole_gold, { label: task.label })),
  );
  more.replaceChildren(whole);
}

function hideTold({ node, status, more }) {
  delete node.dataset.state;
  status.replaceChildren();
  more.replaceChildren();
}

/** Lets the original lead for those who read it, and asks only them for its mood. */
function turnTexts({ texts, fields }, reads) {
  const [original, ...others] = texts;
  if (reads) original.parentNode.prepend(original);
  else original.before(...others);
  for (const { id, node } of fields) node.hidden = id === "mood" && !reads;
}

/** A sentence as {task, node, tell, marks, turn, write, focus}. */
function card(task, widget) {
  const { t, kept, readsOriginal, update } = widget;
  const changed = () => {
    const { marks: before = {}, compared = {} } = kept.load(task.id) ?? {};
    const at = new Date().toISOString();
    const chosen = { ...kept.unknown(before), ...chosenIn(fields) };
    kept.keep(task.id, { v: 1, at, marks: chosen, compared });
    hideTold(parts);
    update();
  };
  const submit = (event) => {
    event.preventDefault();
    tell();
    update();
  };
  const parts = cardParts(task, widget, { changed, submit });
  const { node, legend, fields, status } = parts;
  const marks = () => chosenIn(fields.filter(({ id }) => id !== "mood" || readsOriginal()));
  const show = () => showTold(parts, task, marks(), widget);

  /** Shows the gold beside the marks; false where nothing is marked. */
  const tell = () => {
    const made = marks();
    if (Object.keys(made).length === 0) {
      status.replaceChildren(el("p", null, t.nothing_marked));
      return false;
    }
    show();
    const record = kept.load(task.id) ?? { v: 1, marks: made, compared: {} };
    // Later marks are made with the gold in view: what was compared first counts.
    const compared = withFirst(record.compared, made);
    kept.keep(task.id, { ...record, at: new Date().toISOString(), compared });
    return true;
  };

  return {
    task,
    node,
    tell,
    marks,
    turn(reads) {
      turnTexts(parts, reads);
      if (node.dataset.state) show();
    },
    write(record) {
      const made = record ? kept.known(record.marks) : {};
      for (const { id, select } of fields) select.value = made[id] ?? "";
      const compared = record ? Object.keys(kept.known(record.compared)) : [];
      if (compared.length > 0 && Object.keys(marks()).length > 0) show();
      else hideTold(parts);
    },
    focus() {
      legend.focus();
      node.scrollIntoView({ block: "start" });
    },
  };
}
