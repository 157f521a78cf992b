// A reader's own annotation beside the gold. After _common.js, _marks.js and the annotator_*.js.

/** Whether one reads the original, as {nodes, original(), choose(original)}. */
function readingSwitch(t, hasMood, changed) {
  const name = uid();
  const ways = [t.reads_translation, hasMood ? t.reads_original : t.reads_original_only];
  const inputs = ways.map((_, value) =>
    el("input", { type: "radio", name, value, change: changed }),
  );
  return {
    nodes: ways.map((text, n) =>
      el("label", { class: "ws-reads" }, inputs[n], el("span", null, text)),
    ),
    original: () => inputs[1].checked,
    choose(original) {
      inputs[Number(original)].checked = true;
    },
  };
}

/** A button that asks before it deletes, as {button, confirm}: `deleted` is called afterwards. */
function deleteWithCare(t, deleted) {
  const confirm = el("div");
  const answer = (text, look, action) => {
    const click = () => {
      confirm.replaceChildren();
      action();
    };
    return el("button", { type: "button", class: `ws-button${look}`, click }, text);
  };
  const ask = () => {
    const yes = answer(t.delete_yes, "", deleted);
    const no = answer(t.keep, " ws-quiet", () => button.focus());
    confirm.replaceChildren(
      el(
        "div",
        { class: "ws-sure", role: "group", "aria-label": t.delete_marks },
        el("p", null, t.delete_sure),
        el("p", { class: "ws-actions" }, yes, no),
      ),
    );
    no.focus();
  };
  const look = { type: "button", class: "ws-button ws-quiet", click: ask };
  const button = el("button", look, t.delete_marks);
  return { button, confirm };
}

/** Every value of every layer with the test for it. */
function helpView(choices, t) {
  const tests = choices.map(({ name, values }) => [
    el("p", { class: "ws-subhead" }, name),
    el(
      "dl",
      null,
      values
        .filter(({ test }) => test)
        .map((value) => [el("dt", null, value.name), el("dd", null, inline(value.test))]),
    ),
  ]);
  return el("details", { class: "ws-help" }, el("summary", null, t.help), tests);
}

/** Whether there is a translation beside the article's own words. */
const isTranslated = (tasks) => tasks.some(({ texts }) => texts.length > 1);

/** The annotator around its sentences. */
function annotatorFrame(t, choices, { reading, progress, note, cards, all, remove, told, result }) {
  const titleId = uid();
  const translated = isTranslated(cards.map(({ task }) => task));
  return el(
    "div",
    {
      class: "ws-widget ws-annotator",
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.intro),
    // An article in the reader's own language is shown in that alone.
    translated &&
      el("fieldset", { class: "ws-reading" }, el("legend", null, t.reads), reading.nodes),
    translated && t.brackets && el("p", { class: "ws-hint" }, t.brackets),
    helpView(choices, t),
    progress,
    note,
    el(
      "ol",
      { class: "ws-tasks" },
      cards.map(({ node }) => node),
    ),
    el("p", { class: "ws-actions" }, all, remove.button),
    remove.confirm,
    told,
    result,
  );
}

/** Keeps what stands around the sentences true: progress, agreement, a note about the storage. */
function annotatorSurroundings(widget) {
  const { t, kept } = widget;
  const note = statusRegion("ws-note");
  const progress = el("p", { class: "ws-hint" });
  const result = el("div", { class: "ws-agreement", role: "group", "aria-label": t.agreement });

  const update = (cards, deleteButton) => {
    note.textContent = storageNote(t, kept.unreadable());
    const records = cards.map((each) => [each, kept.load(each.task.id)]);
    const compared = records.flatMap(([each, record]) => {
      const made = record ? kept.known(record.compared) : {};
      return Object.keys(made).length > 0 ? [[each, compare(each.task.gold, made)]] : [];
    });
    progress.textContent = fill(t.progress, { compared: compared.length, all: cards.length });
    deleteButton.hidden = !records.some(([, record]) => record);
    result.hidden = compared.length === 0;
    if (!result.hidden) result.replaceChildren(...agreementView(compared, widget));
  };

  return { note, progress, result, update };
}

/** A button that compares every sentence in which something is marked. */
function compareAllButton(cards, { t, update }, told) {
  const click = () => {
    const count = cards.filter((c) => Object.keys(c.marks()).length > 0 && c.tell()).length;
    update();
    told.textContent = fill([t.nothing_marked, t.compared_one][count] ?? t.compared_all, { count });
    button.scrollIntoView({ block: "nearest" }); // what is told above has pushed it down
  };
  const button = el("button", { type: "button", class: "ws-button", click }, t.compare_all);
  return button;
}

function render({ model, el: host }) {
  const t = model.get("strings");
  const choices = model.get("choices");
  const tasks = model.get("tasks");
  const kept = keptMarks(model, tasks, choices);
  const told = statusRegion("ws-told-here");

  const hasMood = choices.some(({ id }) => id === "mood");
  const reading = readingSwitch(t, hasMood, () => turn());
  const widget = {
    t,
    lang: model.get("lang"),
    original: model.get("original"),
    choices,
    kept,
    readsOriginal: reading.original,
    update: () => around.update(cards, remove.button),
  };
  const { readsOriginal, update } = widget;
  const around = annotatorSurroundings(widget);
  const cards = tasks.map((task) => card(task, widget));

  const turn = () => {
    root.classList.toggle("ws-german", readsOriginal());
    for (const each of cards) each.turn(readsOriginal());
    update();
  };

  /** Everything as it is stored. */
  const restore = () => {
    for (const each of cards) each.write(kept.load(each.task.id));
    update();
  };

  const all = compareAllButton(cards, widget, told);
  const remove = deleteWithCare(t, () => {
    kept.forget();
    restore();
    kept.publish();
    told.textContent = t.deleted;
    all.focus();
  });

  const root = annotatorFrame(t, choices, { ...around, reading, cards, all, remove, told });
  kept.adopt(model.get("annotations") ?? {});
  const before = tasks.map(({ id }) => kept.load(id));
  reading.choose(!isTranslated(tasks) || before.some((record) => record?.marks.mood != null));
  turn();
  restore();
  if (before.some(Boolean)) kept.publish();

  // Loaded or deleted in "My results", or changed in another tab.
  const stop = kept.whenChanged(() => {
    restore();
    kept.publish();
  });
  host.append(root);
  return () => {
    stop();
    root.remove();
  };
}

export { alpha, compare, measures };
export default { render };
