// "My results": what this browser keeps. After _common.js and _answers.js; schema in results.py.

const FORMAT = "whosays-results";
const ITEM_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** All stored records by item id, and how many entries could not be read. */
function stored() {
  const records = {};
  let unreadable = 0;
  for (const key of store.keys(ANSWER)) {
    const record = store.get(key);
    if (record !== undefined && isRecord(record)) records[key.slice(ANSWER.length)] = record;
    else unreadable += 1;
  }
  return { records, unreadable };
}

/** The records of a results file; an Error whose message names the fault (a key of the strings). */
function parseFile(text) {
  const refuse = (reason, detail = "") => {
    throw Object.assign(new Error(reason), { detail });
  };
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    refuse("bad_json");
  }
  if (file === null || typeof file !== "object" || file.format !== FORMAT) refuse("bad_format");
  if (file.version !== 1) refuse("bad_version", String(file.version));
  const { records } = file;
  const whole = isTime(file.exported) && hasOnly(file, ["format", "version", "exported", "records"])
    && records !== null && typeof records === "object" && !Array.isArray(records);
  if (!whole) refuse("bad_format");
  for (const [id, record] of Object.entries(records)) {
    if (id.length > 80 || !ITEM_ID.test(id) || !isRecord(record)) refuse("bad_record", id.slice(0, 80));
  }
  return records;
}

function render({ model, el: host }) {
  const t = model.get("strings"), lang = model.get("lang");
  const sets = new Map(model.get("questions").map((question) => [question.id, question.set]));
  const note = statusRegion("ws-note");
  const told = statusRegion("ws-told");
  const body = el("div");
  const confirm = el("div");

  const update = () => {
    const { records, unreadable } = stored();
    const answered = Object.entries(records).filter(([, record]) => record.attempts.length);
    model.set("records", records);
    model.save_changes();
    note.textContent = !store.usable() ? t.storage_refused
      : store.state === "full" ? t.storage_full : unreadable ? t.storage_corrupt : "";
    saveButton.hidden = deleteButton.hidden = !store.keys("whosays:").length;
    if (!answered.length) {
      body.replaceChildren(el("p", null, t.nothing));
      return;
    }
    const first = answered.map(([, record]) => record.attempts.find((a) => !a.retry) ?? record.attempts[0]);
    body.replaceChildren(...resultView(summary(first), t, lang).filter(Boolean),
      el("p", { class: "ws-hint" }, t.first_answers), setTable(answered), returns(answered));
  };

  const setTable = (answered) => {
    const rows = new Map();
    for (const [id, { attempts }] of answered) {
      const name = sets.get(id) ?? t.elsewhere;
      const row = rows.get(name) ?? { count: 0, scored: 0, first: 0, last: 0 };
      const made = attempts.filter((a) => a.points != null);
      rows.set(name, {
        count: row.count + 1,
        scored: row.scored + (made.length > 0),
        first: row.first + (made[0]?.points === 1),
        last: row.last + (made.at(-1)?.points === 1),
      });
    }
    const all = (name) => [...sets.values()].filter((set) => set === name).length;
    const cells = (...texts) => texts.map((text) => el("td", null, text));
    return el("table", null, el("caption", null, t.by_set),
      el("thead", null, el("tr", null, [t.set, t.answered, t.right_first, t.right_last]
        .map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", null, [...rows].map(([name, row]) => el("tr", null,
        el("th", { scope: "row" }, name),
        cells(all(name) ? fill(t.count_of, { count: row.count, all: all(name) }) : String(row.count),
          ...["first", "last"].map((key) =>
            (row.scored ? fill(t.count_of, { count: row[key], all: row.scored }) : "–")))))));
  };

  const returns = (answered) => {
    const today = new Date().setHours(12, 0, 0, 0);
    const days = new Map();
    for (const [id, { attempts }] of answered) {
      const due = nextReturn(attempts);
      if (!due) continue;
      const day = Math.max(due.getTime(), today);
      days.set(day, [...(days.get(day) ?? []), sets.get(id) ?? t.elsewhere]);
    }
    if (!days.size) return "";
    const date = new Intl.DateTimeFormat(localeOf(lang), { weekday: "long", day: "numeric", month: "long" });
    return el("section", null, el("p", { class: "ws-subtitle" }, t.come_back),
      el("p", { class: "ws-hint" }, t.come_back_why),
      el("ul", null, [...days].sort(([a], [b]) => a - b).map(([day, names]) => el("li", null,
        fill(names.length === 1 ? t.come_back_one : t.come_back_line, {
          date: day === today ? t.today : date.format(day),
          count: names.length, sets: [...new Set(names)].join(", "),
        })))));
  };

  const save = () => {
    const now = new Date().toISOString();
    const file = { format: FORMAT, version: 1, exported: now, records: stored().records };
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    el("a", { href: url, download: `whosays-results-${now.slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    told.textContent = fill(t.saved, { count: Object.keys(file.records).length });
  };

  const load = async (event) => {
    const input = event.target;
    const [file] = input.files;
    if (!file) return;
    try {
      const records = parseFile(await file.text());
      const before = stored().records;
      let kept = true;
      for (const [id, record] of Object.entries(records)) {
        kept = store.set(ANSWER + id, before[id] ? merged(before[id], record) : record) && kept;
      }
      const ids = Object.keys(records);
      told.textContent = [
        fill(t.loaded, { count: ids.length, fresh: ids.filter((id) => !before[id]).length }),
        kept ? "" : t.loaded_not_kept,
      ].join(" ").trim();
    } catch (error) {
      told.textContent = `${t.refused} ${fill(t[error.message] ?? t.bad_json, { detail: error.detail })}`;
    }
    // So that the same file can be chosen again.
    input.value = "";
    update();
  };

  const ask = () => {
    const { records } = stored();
    const no = el("button", { type: "button", class: "ws-button ws-quiet", click: () => {
      confirm.replaceChildren();
      deleteButton.focus();
    } }, t.keep);
    confirm.replaceChildren(el("div", { class: "ws-confirm", role: "group", "aria-label": t.delete_all },
      el("p", null, fill(t.delete_sure, { count: Object.keys(records).length })),
      el("div", { class: "ws-actions" },
        el("button", { type: "button", class: "ws-button ws-danger", click: () => {
          for (const key of store.keys("whosays:")) store.remove(key);
          confirm.replaceChildren();
          told.textContent = t.deleted;
          update();
          loadInput.focus();
        } }, t.delete_yes), no)));
    no.focus();
  };

  const saveButton = el("button", { type: "button", class: "ws-button", click: save }, t.save);
  const loadInput = el("input", { type: "file", accept: ".json,application/json", change: load });
  const deleteButton = el("button", { type: "button", class: "ws-button ws-danger", click: ask }, t.delete_all);
  const titleId = uid();
  const root = el("section", {
    class: "ws-widget ws-results", "aria-labelledby": titleId, "data-lm-suppress-shortcuts": "true",
  },
    el("p", { class: "ws-title", id: titleId }, t.title), el("p", null, t.where_kept), note, body,
    el("div", { class: "ws-actions" }, saveButton,
      el("label", { class: "ws-button ws-quiet ws-file" }, t.load, loadInput), deleteButton),
    confirm, told);
  update();
  // Answers given on this page, and in other tabs; many at once are drawn once.
  const events = ["whosays:stored", "storage"];
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 0);
  };
  events.forEach((name) => window.addEventListener(name, soon));
  host.append(root);
  return () => {
    clearTimeout(waiting);
    events.forEach((name) => window.removeEventListener(name, soon));
    root.remove();
  };
}

export { merged, parseFile };
export default { render };
