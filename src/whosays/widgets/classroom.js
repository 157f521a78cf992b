// A class's results, read from the pupils' files and codes, in this browser alone: nothing is sent, and
// nothing is stored. After _common.js, _answers.js, the questions, _summary.js, _marks.js, _file.js,
// _codes.js, _places.js, _compare.js and the classroom_*.js.

/** What does not count, one by one, with what to do about it. */
function refusedView(refused, t) {
  if (refused.length === 0) return [];
  const line = ({ name, reason, detail = "" }) =>
    el("li", null, el("strong", null, name), ` ${fill(t[reason] ?? t.bad_json, { detail })}`);
  return [
    el("p", { class: "ws-subtitle" }, fill(t.refused, { count: refused.length })),
    el("ul", { class: "ws-refused" }, refused.map(line)),
  ];
}

/** Buttons for the tables to keep and for the sheet. */
function keepView(figures, t) {
  const button = (text, click) =>
    el("button", { type: "button", class: "ws-button ws-quiet", click }, text);
  const save = (name) => button(t[`save_${name}`], () => saveTable(name, figures));
  return el(
    "div",
    { class: "ws-actions" },
    ["pupils", "items", "choices"].map(save),
    button(t.print, () => window.print()),
  );
}

/** All that is shown of a class. */
function classView(figures, how) {
  const { t } = how;
  return [
    keepView(figures, t),
    figures.results.length > 0 && [
      resultTable(figures.results, how),
      el("p", { class: "ws-hint" }, t.first_answers, " ", t.intervals),
    ],
    surenessView(figures, how),
    itemsView(figures.items, how),
    annotationsView(figures, how),
    pupilsView(figures, how),
    paperView(figures, how),
  ]
    .flat(2)
    .filter(Boolean);
}

/** Where files are chosen; `take` gets them. */
function filesPlace(t, take) {
  const input = el("input", {
    type: "file",
    multiple: true,
    accept: ".json,application/json",
    change: () => {
      take([...input.files]);
      // So that the same files can be chosen again.
      input.value = "";
    },
  });
  return el(
    "div",
    { class: "ws-drop" },
    el("label", { class: "ws-button ws-file" }, t.choose, input),
    el("p", { class: "ws-hint" }, t.or_drop),
  );
}

/** Lets files be dropped anywhere on a node: beside the place for them the browser would open one. */
function takesDrops(node, take) {
  const over = (event) => {
    event.preventDefault();
    node.classList.toggle("ws-over", event.type === "dragover");
  };
  node.addEventListener("dragover", over);
  node.addEventListener("dragleave", over);
  node.addEventListener("drop", (event) => {
    over(event);
    take([...event.dataTransfer.files]);
  });
}

/** Where codes are typed, one a line; `scan` stands below. */
function codesPlace(t, read, scan) {
  const id = uid();
  const hint = uid();
  const field = el("textarea", {
    id,
    rows: "4",
    spellcheck: "false",
    autocapitalize: "characters",
    autocomplete: "off",
    "aria-describedby": hint,
  });
  const button = el("button", { type: "button", class: "ws-button", click: read }, t.read_codes);
  return {
    node: el(
      "div",
      { class: "ws-codes" },
      el("label", { for: id }, t.codes),
      field,
      el("p", { class: "ws-hint", id: hint }, t.codes_hint),
      el("p", { class: "ws-actions" }, button),
      scan,
    ),
    lines() {
      const typed = field.value.trimEnd();
      return typed ? typed.split("\n") : [];
    },
    add(line) {
      field.value = [...this.lines(), line].join("\n");
    },
    empty() {
      field.value = "";
    },
  };
}

function classFrame(t, parts) {
  const titleId = uid();
  return el(
    "section",
    {
      class: "ws-widget ws-classroom",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.nothing_sent),
    parts,
  );
}

function render({ model, el: host }) {
  const t = model.get("strings");
  const names = ["items", "banks", "asked", "places", "layers", "chances"];
  const book = classBook(Object.fromEntries(names.map((name) => [name, model.get(name)])), t);
  const enough = model.get("enough");
  const how = { t, lang: model.get("lang"), layers: book.layers };
  const told = statusRegion("ws-told");
  const body = el("div");
  let files = []; // as they were read

  const update = () => {
    const { pupils, refused } = handedIn(book, files, codes.lines());
    const values = { pupils: pupils.length, refused: refused.length };
    told.textContent = fill(pupils.length === 1 ? t.counted_one : t.counted, values);
    const view = pupils.length > 0 ? classView(classFigures(book, pupils, enough), how) : [];
    body.replaceChildren(...refusedView(refused, t), ...view);
    again.hidden = false;
  };

  const take = async (chosen) => {
    if (chosen.length === 0) return;
    told.textContent = t.reading;
    const read = await Promise.all(chosen.map(readHandedIn));
    files = [...files, ...read];
    update();
  };

  const startOver = () => {
    files = [];
    scan.stop();
    codes.empty();
    body.replaceChildren();
    again.hidden = true;
    told.textContent = t.emptied;
    root.querySelector("input").focus();
  };

  const takeScanned = (...read) => takeCode({ t, book, files, codes, update }, ...read);
  const scan = scanPlace(t, takeScanned, (action) => withAll(model, action));
  const codes = codesPlace(t, update, scan.node);
  const look = { type: "button", class: "ws-button ws-quiet", hidden: true, click: startOver };
  const again = el("button", look, t.start_over);
  const root = classFrame(t, [filesPlace(t, take), codes.node, told, again, body]);
  takesDrops(root, take);
  host.append(root);
  return () => {
    scan.stop();
    root.remove();
  };
}

export { classBook, classFigures, csvRows, decodeAnswers, encodeAnswers, handedIn, readHandedIn };
export default { render };
