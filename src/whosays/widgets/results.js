// "My results": what this browser keeps. After _common.js, _answers.js, _summary.js, _marks.js,
// _places.js and the results_*.js; schema in results.py.

/** What there is to see of the answers: the result, the sets, and when questions return. */
function answersView(records, questions, { t, lang, enough }) {
  const known = new Map(questions.map((question) => [question.id, question]));
  const { answered, changed } = stillFitting(underPresentIds(records, questions), known);
  const told =
    changed > 0 &&
    el(
      "p",
      { class: "ws-hint" },
      fill(changed === 1 ? t.changed_one : t.changed, { count: changed }),
    );
  if (answered.length === 0) return [told].filter(Boolean);
  const setOf = (id) => known.get(id)?.set ?? t.elsewhere;
  const sizeOf = (name) => questions.filter(({ set }) => set === name).length;
  // A form counts alone, and so does what was answered of its questions outside it.
  const pooled = answered.filter(([id]) => !known.get(id)?.form);
  const first = pooled.map(([, { attempts }]) => attempts.find((a) => !a.retry) ?? attempts[0]);
  return [
    ...resultView(summary(first), { t, lang, enough }),
    el("p", { class: "ws-hint" }, t.first_answers),
    told,
    setTable(countedBySet(answered, setOf), sizeOf, t),
    returnsView(pooled, setOf, t, lang),
  ].filter(Boolean);
}

/** The results around their parts. */
function resultsFrame(t, { note, body, own, handIn, saveButton, loadInput, remove, told }) {
  const titleId = uid();
  return el(
    "section",
    {
      class: "ws-widget ws-results",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.where_kept),
    note,
    body,
    own,
    el(
      "div",
      { class: "ws-actions" },
      saveButton,
      el("label", { class: "ws-button ws-quiet ws-file" }, t.load, loadInput),
      remove.button,
    ),
    remove.confirm,
    told,
    handIn,
  );
}

/** What the parts share. */
const howOf = (model) => ({
  t: model.get("strings"),
  lang: model.get("lang"),
  enough: model.get("enough"),
  homes: homesOf(model.get("asked")),
  withAll: (action) => withAll(model, action),
});

function render({ model, el: host }) {
  const how = howOf(model);
  const { t } = how;
  const note = statusRegion("ws-note");
  const told = statusRegion("ws-told");
  const body = el("div");
  const own = el("p");
  const handIn = el("div");

  const update = () => {
    const { records, annotations, forms, unreadable } = stored();
    model.set("records", records);
    model.set("filled", forms);
    model.set("annotations", annotations);
    model.save_changes();
    const count = Object.keys(annotations).length;
    const annotated = fill(count === 1 ? t.annotated_one : t.annotated, { count });
    const ownText = store.keys("whosays:own-text").length > 0 && t.own_text;
    own.textContent = [count > 0 && annotated, ownText].filter(Boolean).join(" ");
    note.textContent = storageNote(t, unreadable > 0);
    const nothing = store.keys("whosays:").length === 0;
    saveButton.hidden = nothing;
    remove.button.hidden = nothing;
    const view = [
      ...answersView(records, model.get("questions"), how),
      ...formsView(forms, model.get("forms"), how),
    ];
    if (view.length === 0 && count === 0) view.push(el("p", null, t.nothing));
    body.replaceChildren(...view);
    const answers = handInAnswers(model.get("banks"), model.get("questions"), { records, forms });
    handIn.replaceChildren(...handInView(answers, how));
  };

  const save = () => {
    told.textContent = fill(t.saved, counts(saveFile()));
  };

  const load = async ({ target: input }) => {
    const [file] = input.files;
    if (!file) return;
    told.textContent = await loadFile(file, t);
    // So that the same file can be chosen again.
    input.value = "";
    update();
  };

  const saveButton = el("button", { type: "button", class: "ws-button", click: save }, t.save);
  const loadInput = el("input", { type: "file", accept: ".json,application/json", change: load });
  const question = () => fill(t.delete_sure, counts(stored()));
  const words = { look: "ws-danger", question, yes: t.delete_yes, no: t.keep };
  const remove = careful(t.delete_all, words, () => {
    store.clear();
    told.textContent = t.deleted;
    update();
    loadInput.focus();
  });

  const root = resultsFrame(t, { note, body, own, handIn, saveButton, loadInput, remove, told });
  update();
  const stop = soonAfterStoring(update);
  host.append(root);
  return () => {
    stop();
    root.remove();
  };
}

export { merged, mergedAnnotation, mergedForm, parseFile };
export default { render };
