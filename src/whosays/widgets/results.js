// "My results": what this browser keeps. After _common.js, _answers.js and _marks.js; schema in
// results.py.

const FORMAT = "whosays-results";

// What is kept: where, under which names, how it is judged, and how two become one.
const KINDS = {
  records: {
    prefix: ANSWER,
    fits: isRecord,
    merged,
    name: (id) => id.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id),
  },
  annotations: {
    prefix: ANNOTATION,
    fits: isAnnotation,
    merged: mergedAnnotation,
    name: (id) => /^[a-z][a-z0-9_-]*:p[1-9][0-9]*s[1-9][0-9]*$/.test(id),
  },
};

/** All that is stored by kind and id, and how many entries could not be read. */
function stored() {
  const found = { unreadable: 0 };
  for (const [kind, { prefix, fits }] of Object.entries(KINDS)) {
    found[kind] = {};
    for (const key of store.keys(prefix)) {
      const record = store.get(key);
      if (record !== undefined && fits(record)) found[kind][key.slice(prefix.length)] = record;
      else found.unreadable += 1;
    }
  }
  return found;
}

/**
 * What a results file holds, by kind and id; an Error whose message names the fault (a key of the
 * strings). Version 1 had no annotations.
 */
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
  if (![1, 2].includes(file.version)) refuse("bad_version", String(file.version));
  const kinds = file.version === 1 ? ["records"] : Object.keys(KINDS);
  const whole =
    isTime(file.exported) &&
    hasOnly(file, ["format", "version", "exported", ...kinds]) &&
    kinds.every((kind) => isObject(file[kind]));
  if (!whole) refuse("bad_format");
  const found = { annotations: {} };
  for (const kind of kinds) {
    for (const [id, record] of Object.entries(file[kind])) {
      if (!KINDS[kind].name(id) || !KINDS[kind].fits(record)) refuse("bad_record", id.slice(0, 80));
    }
    found[kind] = file[kind];
  }
  return found;
}

/** How many there are of each kind, for the sentences that tell. */
function counts({ records, annotations }) {
  return { count: Object.keys(records).length, sentences: Object.keys(annotations).length };
}

function render({ model, el: host }) {
  const t = model.get("strings"),
    lang = model.get("lang");
  const sets = new Map(model.get("questions").map((question) => [question.id, question.set]));
  const note = statusRegion("ws-note");
  const told = statusRegion("ws-told");
  const body = el("div");
  const own = el("p");
  const confirm = el("div");

  const update = () => {
    const { records, annotations, unreadable } = stored();
    const answered = Object.entries(records).filter(([, record]) => record.attempts.length);
    model.set("records", records);
    model.set("annotations", annotations);
    model.save_changes();
    const count = Object.keys(annotations).length;
    own.textContent = count ? fill(count === 1 ? t.annotated_one : t.annotated, { count }) : "";
    note.textContent = !store.usable()
      ? t.storage_refused
      : store.state === "full"
        ? t.storage_full
        : unreadable
          ? t.storage_corrupt
          : "";
    saveButton.hidden = deleteButton.hidden = !store.keys("whosays:").length;
    if (!answered.length) {
      body.replaceChildren(count ? "" : el("p", null, t.nothing));
      return;
    }
    const first = answered.map(
      ([, record]) => record.attempts.find((a) => !a.retry) ?? record.attempts[0],
    );
    body.replaceChildren(
      ...resultView(summary(first), t, lang).filter(Boolean),
      el("p", { class: "ws-hint" }, t.first_answers),
      setTable(answered),
      returns(answered),
    );
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
    return el(
      "table",
      null,
      el("caption", null, t.by_set),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          [t.set, t.answered, t.right_first, t.right_last].map((text) =>
            el("th", { scope: "col" }, text),
          ),
        ),
      ),
      el(
        "tbody",
        null,
        [...rows].map(([name, row]) =>
          el(
            "tr",
            null,
            el("th", { scope: "row" }, name),
            cells(
              all(name)
                ? fill(t.count_of, { count: row.count, all: all(name) })
                : String(row.count),
              ...["first", "last"].map((key) =>
                row.scored ? fill(t.count_of, { count: row[key], all: row.scored }) : "–",
              ),
            ),
          ),
        ),
      ),
    );
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
    const date = new Intl.DateTimeFormat(localeOf(lang), {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    return el(
      "section",
      null,
      el("p", { class: "ws-subtitle" }, t.come_back),
      el(
        "ul",
        null,
        [...days]
          .sort(([a], [b]) => a - b)
          .map(([day, names]) =>
            el(
              "li",
              null,
              fill(names.length === 1 ? t.come_back_one : t.come_back_line, {
                date: day === today ? t.today : date.format(day),
                count: names.length,
                sets: [...new Set(names)].join(", "),
              }),
            ),
          ),
      ),
    );
  };

  const save = () => {
    const now = new Date().toISOString();
    const { records, annotations } = stored();
    const file = { format: FORMAT, version: 2, exported: now, records, annotations };
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }),
    );
    el("a", { href: url, download: `whosays-results-${now.slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    told.textContent = fill(t.saved, counts(file));
  };

  const load = async (event) => {
    const input = event.target;
    const [file] = input.files;
    if (!file) return;
    try {
      const found = parseFile(await file.text());
      const before = stored();
      let kept = true,
        fresh = 0;
      for (const [kind, { prefix, merged: join }] of Object.entries(KINDS)) {
        for (const [id, record] of Object.entries(found[kind])) {
          const here = before[kind][id];
          fresh += !here;
          kept = store.set(prefix + id, here ? join(here, record) : record) && kept;
        }
      }
      told.textContent = [
        fill(t.loaded, { ...counts(found), fresh }),
        kept ? "" : t.loaded_not_kept,
      ]
        .join(" ")
        .trim();
    } catch (error) {
      told.textContent = `${t.refused} ${fill(t[error.message] ?? t.bad_json, { detail: error.detail })}`;
    }
    // So that the same file can be chosen again.
    input.value = "";
    update();
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
        { class: "ws-confirm", role: "group", "aria-label": t.delete_all },
        el("p", null, fill(t.delete_sure, counts(stored()))),
        el(
          "div",
          { class: "ws-actions" },
          el(
            "button",
            {
              type: "button",
              class: "ws-button ws-danger",
              click: () => {
                for (const key of store.keys("whosays:")) store.remove(key);
                confirm.replaceChildren();
                told.textContent = t.deleted;
                update();
                loadInput.focus();
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

  const saveButton = el("button", { type: "button", class: "ws-button", click: save }, t.save);
  const loadInput = el("input", { type: "file", accept: ".json,application/json", change: load });
  const deleteButton = el(
    "button",
    { type: "button", class: "ws-button ws-danger", click: ask },
    t.delete_all,
  );
  const titleId = uid();
  const root = el(
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
      deleteButton,
    ),
    confirm,
    told,
  );
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

export { merged, mergedAnnotation, parseFile };
export default { render };
