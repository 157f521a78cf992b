// A reader's own annotation beside the gold. After _common.js and _marks.js; the comparison and
// the measures are those of agreement.py.

const FEW = 10; // sentences; fewer say next to nothing about agreement

// --- comparing: as in agreement.py ---

const valuesOf = (relation, layer) => (layer === "mood" ? relation.moods : [relation[layer]]);

/** The relation that shares most marks; of several the first, which is the one to expect. */
function fitting(gold, marks) {
  const shared = (relation) =>
    LAYERS.filter(
      (layer) => marks[layer] != null && valuesOf(relation, layer).includes(marks[layer]),
    ).length;
  return gold.reduce((best, relation) => (shared(relation) > shared(best) ? relation : best));
}

/** The marks of a sentence beside the gold, by layer: {mark, gold, verdict}. */
function compare(gold, marks) {
  const chosen = fitting(gold, marks),
    found = {};
  for (const layer of LAYERS) {
    const mark = marks[layer],
      accepted = valuesOf(chosen, layer);
    if (mark == null || !accepted.length) continue;
    found[layer] = !accepted.includes(mark)
      ? { mark, gold: accepted[0], verdict: "differs" }
      : { mark, gold: mark, verdict: valuesOf(gold[0], layer)[0] === mark ? "agrees" : "also" };
  }
  return found;
}

/** Krippendorff's alpha of pairs of nominal values; null where there is but one value. */
function alpha(pairs) {
  const counts = new Map();
  for (const value of pairs.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return null;
  const n = 2 * pairs.length,
    differing = pairs.filter(([a, b]) => a !== b).length;
  const chance = n * n - [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  return 1 - ((n - 1) * 2 * differing) / chance;
}

function measures(comparisons) {
  const pairs = comparisons.map(({ mark, gold }) => [mark, gold]);
  const same = pairs.filter(([a, b]) => a === b).length;
  return {
    sentences: pairs.length,
    same,
    raw: pairs.length ? same / pairs.length : null,
    also: comparisons.filter(({ verdict }) => verdict === "also").length,
    alpha: alpha(pairs),
  };
}

// --- the widget ---

const SIGN = { agrees: "✓", also: "≈", differs: "≠" };

function render({ model, el: host }) {
  const t = model.get("strings"),
    lang = model.get("lang"),
    original = model.get("original");
  const choices = model.get("choices"),
    tasks = model.get("tasks");
  const prefix = `${ANNOTATION}${model.get("case_id")}:`;
  const nameOf = (layer, id) =>
    choices.find((choice) => choice.id === layer).values.find((value) => value.id === id)?.name ??
    id;
  const hasMood = choices.some((choice) => choice.id === "mood");
  let unreadable = false,
    writing = false;

  // What is marked of a layer that is not asked for, or as something that is gone, is left alone.
  const known = (marks) =>
    Object.fromEntries(
      choices
        .filter(({ id, values }) => values.some((value) => value.id === marks[id]))
        .map(({ id }) => [id, marks[id]]),
    );

  const load = (id) => {
    const stored = store.get(prefix + id);
    if (stored !== undefined && !isAnnotation(stored)) unreadable = true;
    return stored !== undefined && isAnnotation(stored) ? stored : null;
  };

  const keep = (id, record) => {
    writing = true;
    store.set(prefix + id, record);
    writing = false;
    publish();
  };

  const publish = () => {
    const found = tasks.map(({ id }) => [id, load(id)]).filter(([, record]) => record);
    model.set("annotations", Object.fromEntries(found));
    model.save_changes();
  };

  // --- one sentence ---

  const card = (task) => {
    const status = statusRegion("ws-told-here");
    const more = el("div");
    const fields = choices.map(({ id, name, values }) => {
      const select = el(
        "select",
        { id: uid(), "data-layer": id, change: () => changed() },
        el("option", { value: "" }, t.open),
        values.map((value) => el("option", { value: value.id }, value.full)),
      );
      return {
        id,
        select,
        node: el(
          "p",
          { class: `ws-field ws-field-${id}` },
          el("label", { for: select.id }, name),
          select,
        ),
      };
    });
    const chosen = (some) =>
      Object.fromEntries(
        some.filter(({ select }) => select.value).map(({ id, select }) => [id, select.value]),
      );
    const marks = () => chosen(fields.filter(({ id }) => id !== "mood" || german()));

    const close = () => {
      delete node.dataset.state;
      status.replaceChildren();
      more.replaceChildren();
    };

    const changed = () => {
      const compared = load(task.id)?.compared ?? {};
      keep(task.id, { v: 1, at: new Date().toISOString(), marks: chosen(fields), compared });
      close();
      update();
    };

    /** Shows the gold beside the marks; false where nothing is marked. */
    const tell = () => {
      const made = marks();
      if (!Object.keys(made).length) {
        status.replaceChildren(el("p", null, t.nothing_marked));
        return false;
      }
      show(made);
      const record = load(task.id) ?? { v: 1, marks: made, compared: {} };
      // Later marks are made with the gold in view: what was compared first counts.
      const compared = withFirst(record.compared, made);
      keep(task.id, { ...record, at: new Date().toISOString(), compared });
      return true;
    };

    const show = (made) => {
      const relation = fitting(task.gold, made),
        found = compare(task.gold, made);
      const verdicts = Object.values(found).map(({ verdict }) => verdict);
      const same = verdicts.filter((verdict) => verdict !== "differs").length;
      node.dataset.state = same === verdicts.length ? "same" : "differs";
      status.replaceChildren(
        el(
          "div",
          null,
          verdicts.length > 0 &&
            el(
              "p",
              { class: "ws-summary" },
              same === verdicts.length
                ? t.all_same
                : fill(t.some_same, { same, all: verdicts.length }),
            ),
          el(
            "ul",
            { class: "ws-compared" },
            Object.entries(found).map(([layer, one]) => lineView(layer, one, relation)),
          ),
          made.mood && !found.mood && el("p", { class: "ws-aside" }, t.mood_open),
          relation !== task.gold[0] &&
            el("p", { class: "ws-aside" }, fill(t.other_relation, { gold: named(task.gold[0]) })),
          relation.rationale &&
            el("p", { class: "ws-fair" }, el("strong", null, t.differ), " ", relation.rationale),
        ),
      );
      // Filled when opened: few want all relations of all sentences at once.
      const whole = el(
        "details",
        { toggle: () => whole.children.length === 1 && whole.append(goldView(task)) },
        el("summary", null, fill(t.whole_gold, { label: task.label })),
      );
      more.replaceChildren(whole);
    };

    const lineView = (layer, { mark, gold, verdict }, relation) => {
      const { name, values } = choices.find(({ id }) => id === layer);
      const test = values.find(({ id }) => id === gold)?.test;
      const strong = el("strong", null, nameOf(layer, gold));
      return el(
        "li",
        { class: `ws-${verdict}` },
        el("span", { class: "ws-verdict-sign", "aria-hidden": "true" }, SIGN[verdict]),
        el(
          "div",
          null,
          el(
            "p",
            null,
            el("span", { class: "ws-layer" }, `${name}: `),
            verdict === "differs"
              ? [`${t.yours} ${nameOf(layer, mark)}. ${t.gold_says} `, strong, "."]
              : [strong, ". ", verdict === "agrees" ? t.as_gold : t.also_gold],
          ),
          verdict === "differs" &&
            layer === "source" &&
            el(
              "p",
              { class: "ws-aside" },
              relation.why,
              " ",
              relation.named && el("q", { lang: original }, relation.named),
            ),
          verdict === "differs" &&
            test &&
            el(
              "p",
              { class: "ws-aside" },
              el("span", { class: "ws-layer" }, t.test),
              " ",
              inline(test),
            ),
        ),
      );
    };

    const texts = task.texts.map(({ lang: language, text }) =>
      el("p", { class: language === original ? "ws-original" : "ws-other", lang: language }, text),
    );
    // The sentence in the button's name tells one from the other.
    const button = el(
      "button",
      { type: "submit", class: "ws-button ws-quiet" },
      t.compare,
      el("span", { class: "ws-hidden" }, ` ${task.label}`),
    );
    const node = el(
      "li",
      { class: "ws-task", "data-sentence": task.id },
      el(
        "form",
        {
          submit: (event) => {
            event.preventDefault();
            tell();
            update();
          },
        },
        el(
          "fieldset",
          null,
          el("legend", { tabindex: "-1" }, fill(t.sentence, { label: task.label })),
          el("div", { class: "ws-texts" }, texts),
          el(
            "div",
            { class: "ws-fields" },
            fields.map((field) => field.node),
            button,
          ),
        ),
        status,
        more,
      ),
    );

    return {
      task,
      node,
      tell,
      marks,
      turn: (reads) => {
        texts[0].before(...(reads ? [] : texts.slice(1)));
        if (reads) texts[0].parentNode.prepend(texts[0]);
        for (const { id, node: field } of fields) field.hidden = id === "mood" && !reads;
        if (node.dataset.state) show(marks());
      },
      write: (record) => {
        const made = record ? known(record.marks) : {};
        fields.forEach(({ id, select }) => (select.value = made[id] ?? ""));
        const seen =
          record && Object.keys(known(record.compared)).length && Object.keys(marks()).length;
        if (seen) show(marks());
        else close();
      },
      focus: () => {
        node.querySelector("legend").focus();
        node.scrollIntoView({ block: "start" });
      },
    };
  };

  const named = (relation) =>
    choices
      .map(({ id }) =>
        valuesOf(relation, id)
          .map((value) => nameOf(id, value))
          .join(", "),
      )
      .filter(Boolean)
      .join(" · ");

  const goldView = (task) =>
    el(
      "ul",
      { class: "ws-gold" },
      task.gold.map((relation) =>
        el(
          "li",
          null,
          el("p", null, el("strong", null, named(relation))),
          el("p", null, el("q", { lang: original }, relation.words)),
          relation.rationale && el("p", { class: "ws-aside" }, relation.rationale),
        ),
      ),
    );

  // --- the whole ---

  const titleId = uid();
  const note = statusRegion("ws-note");
  const progress = el("p", { class: "ws-hint" });
  const told = statusRegion("ws-told-here");
  const result = el("div", { class: "ws-agreement", role: "group", "aria-label": t.agreement });
  const confirm = el("div");

  const group = uid();
  const ways = [t.reads_translation, hasMood ? t.reads_original : t.reads_original_only];
  const reads = ways.map((text, value) => {
    const input = el("input", { type: "radio", name: group, value, change: () => turn() });
    return { input, node: el("label", { class: "ws-reads" }, input, el("span", null, text)) };
  });
  const german = () => reads[1].input.checked;
  const turn = () => {
    root.classList.toggle("ws-german", german());
    cards.forEach((c) => c.turn(german()));
    update();
  };

  const update = () => {
    note.textContent = !store.usable()
      ? t.storage_refused
      : store.state === "full"
        ? t.storage_full
        : unreadable
          ? t.storage_corrupt
          : "";
    const records = cards.map((c) => [c, load(c.task.id)]);
    const compared = records.flatMap(([c, record]) => {
      const made = record ? known(record.compared) : {};
      return Object.keys(made).length ? [[c, compare(c.task.gold, made)]] : [];
    });
    progress.textContent = fill(t.progress, { compared: compared.length, all: cards.length });
    deleteButton.hidden = !records.some(([, record]) => record);
    result.hidden = !compared.length;
    if (compared.length) result.replaceChildren(...resultView(compared));
  };

  const number = (x) =>
    x
      .toLocaleString(localeOf(lang), { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      .replace("-", "\u2212");

  const resultView = (compared) => {
    const rows = choices
      .map(({ id, name }) => ({
        name,
        ...measures(compared.flatMap(([, found]) => found[id] ?? [])),
      }))
      .filter(({ sentences }) => sentences);
    const also = rows.reduce((sum, row) => sum + row.also, 0);
    const differing = compared.flatMap(([c, found]) =>
      Object.entries(found)
        .filter(([, { verdict }]) => verdict === "differs")
        .map(([layer, one]) => [c, layer, one]),
    );
    return [
      el(
        "table",
        null,
        el("caption", null, t.agreement),
        el(
          "thead",
          null,
          el(
            "tr",
            null,
            [t.layer, t.raw, t.alpha].map((text) => el("th", { scope: "col" }, text)),
          ),
        ),
        el(
          "tbody",
          null,
          rows.map(({ name, same, sentences: all, raw, alpha: value }) =>
            el(
              "tr",
              null,
              el("th", { scope: "row" }, name),
              el("td", null, fill(t.same_of, { same, all, share: Math.round(100 * raw) })),
              el("td", null, value === null ? "–" : number(value)),
            ),
          ),
        ),
      ),
      el("p", null, t.alpha_meaning, rows.some((row) => row.alpha === null) && ` ${t.alpha_none}`),
      el(
        "p",
        null,
        compared.length < FEW ? t.too_few : fill(t.still_few, { all: compared.length }),
      ),
      also > 0 &&
        el("p", null, fill(also === 1 ? t.also_count_one : t.also_count, { count: also })),
      el("p", { class: "ws-hint" }, t.first_counts),
      differing.length &&
        el(
          "div",
          null,
          el("p", { class: "ws-subhead" }, fill(t.differences, { count: differing.length })),
          el(
            "ul",
            { class: "ws-differences" },
            differing.map(([c, layer, { mark, gold }]) =>
              el(
                "li",
                null,
                el(
                  "button",
                  { type: "button", class: "ws-jump", click: c.focus },
                  fill(t.sentence, { label: c.task.label }),
                ),
                ` ${choices.find(({ id }) => id === layer).name}. ${t.yours} ${nameOf(layer, mark)}. `,
                `${t.gold_says} ${nameOf(layer, gold)}.`,
              ),
            ),
          ),
        ),
      !differing.length && el("p", null, t.no_differences),
    ].filter(Boolean);
  };

  const compareAll = () => {
    const count = cards.filter((c) => Object.keys(c.marks()).length && c.tell()).length;
    update();
    told.textContent = fill([t.nothing_marked, t.compared_one][count] ?? t.compared_all, { count });
    allButton.scrollIntoView({ block: "nearest" }); // what is told above has pushed it down
  };

  const ask = () => {
    const no = el(
      "button",
      {
        type: "button",
        class: "ws-button ws-quiet",
        click: () => {
          confirm.replaceChildren();
          deleteButton.focus();
        },
      },
      t.keep,
    );
    confirm.replaceChildren(
      el(
        "div",
        { class: "ws-sure", role: "group", "aria-label": t.delete_marks },
        el("p", null, t.delete_sure),
        el(
          "p",
          { class: "ws-actions" },
          el(
            "button",
            {
              type: "button",
              class: "ws-button",
              click: () => {
                confirm.replaceChildren();
                writing = true;
                tasks.forEach(({ id }) => store.remove(prefix + id));
                writing = false;
                restore();
                publish();
                told.textContent = t.deleted;
                allButton.focus();
              },
            },
            t.delete_yes,
          ),
          no,
        ),
      ),
    );
    no.focus();
  };

  /** Everything as it is stored. */
  const restore = () => {
    cards.forEach((c) => c.write(load(c.task.id)));
    update();
  };

  const cards = tasks.map(card);
  const allButton = el(
    "button",
    { type: "button", class: "ws-button", click: compareAll },
    t.compare_all,
  );
  const deleteButton = el(
    "button",
    { type: "button", class: "ws-button ws-quiet", click: ask },
    t.delete_marks,
  );
  const help = choices.map(({ name, values }) => [
    el("p", { class: "ws-subhead" }, name),
    el(
      "dl",
      null,
      values
        .filter(({ test }) => test)
        .map((value) => [el("dt", null, value.name), el("dd", null, inline(value.test))]),
    ),
  ]);
  const root = el(
    "div",
    {
      class: "ws-widget ws-annotator",
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.intro),
    el(
      "fieldset",
      { class: "ws-reading" },
      el("legend", null, t.reads),
      reads.map(({ node }) => node),
    ),
    el("p", { class: "ws-hint" }, t.brackets),
    el("details", { class: "ws-help" }, el("summary", null, t.help), help),
    progress,
    note,
    el(
      "ol",
      { class: "ws-tasks" },
      cards.map((c) => c.node),
    ),
    el("p", { class: "ws-actions" }, allButton, deleteButton),
    confirm,
    told,
    result,
  );

  // Marks that live Python knows, where this browser has none or older ones.
  for (const [id, record] of Object.entries(model.get("annotations") ?? {})) {
    if (!tasks.some((task) => task.id === id) || !isAnnotation(record)) continue;
    const here = load(id);
    keep(id, here ? mergedAnnotation(here, record) : record);
  }
  const before = tasks.map(({ id }) => load(id));
  reads[Number(before.some((record) => record?.marks.mood != null))].input.checked = true;
  turn();
  restore();
  if (before.some(Boolean)) publish();

  // Loaded or deleted in "My results", or changed in another tab.
  const elsewhere = (event) => {
    const key = event.type === "storage" ? event.key : event.detail;
    if (writing || (key !== null && !key.startsWith(prefix))) return;
    restore();
    publish();
  };
  const events = ["whosays:stored", "storage"];
  events.forEach((name) => window.addEventListener(name, elsewhere));
  host.append(root);
  return () => {
    events.forEach((name) => window.removeEventListener(name, elsewhere));
    root.remove();
  };
}

export { alpha, compare, measures };
export default { render };
