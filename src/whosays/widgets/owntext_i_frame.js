// What stands before and after the sentences: the empty page, what is known of the text, and files.

const LONGEST = 100_000; // characters: ten long articles

/** The text of a file in UTF-8; an Error as of stateOf for anything else. */
function textOfFile(buffer) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer);
  } catch {
    throw new Error("bad_file");
  }
}

/** The files in one that a reader has chosen, as pairs of name and bytes: those of a zip, or itself. */
async function filesIn(file) {
  if (file.size > 20_000_000) throw new Error("bad_long");
  const buffer = await file.arrayBuffer();
  return /\.zip$/iu.test(file.name) ? unzipped(buffer) : [[file.name, buffer]];
}

/** What is in the files that a reader has chosen, as {name: text}: a zip, a case's files, a text. */
async function chosenFiles(chosen) {
  const found = (await Promise.all(chosen.map(filesIn))).flat();
  const texts = found.filter(([name]) => /\.(?:txt|ya?ml)$/iu.test(name));
  return Object.fromEntries(texts.map(([name, bytes]) => [name, textOfFile(bytes)]));
}

/** Opens files: a case as it is marked, any other text as if it were pasted. */
async function openFiles(chosen, desk) {
  const files = await chosenFiles(chosen);
  if (FILES.every((name) => Object.hasOwn(files, name))) return stateOf(files, desk.todo);
  const names = Object.keys(files);
  if (names.some((name) => /\.ya?ml$/iu.test(name))) throw new Error("bad_case");
  if (names.length !== 1) throw new Error("bad_file");
  return desk.begun(files[names[0]]);
}

/** A way to choose files; what they hold takes the place of the empty page. */
function fileButton(desk, told) {
  const { t } = desk;
  const change = () =>
    desk.withAll(async () => {
      try {
        desk.change(await openFiles([...input.files], desk), "first", t.opened);
      } catch (error) {
        told.textContent = `${t.not_opened} ${t[error.message] ?? t.bad_file}`;
      }
      input.value = ""; // so that the same file can be chosen again
    });
  const about = { type: "file", multiple: true, accept: ".txt,.zip,.yml", change };
  const input = el("input", { ...about, "data-key": "file" });
  return el("label", { class: "ws-button ws-quiet ws-file" }, t.open_file, input);
}

/** The page without a text. */
function emptyView(desk, told) {
  const { t, languages } = desk;
  const hint = el("span", { id: uid(), class: "ws-hint" }, t.paste_hint);
  const area = el("textarea", {
    ...{ id: uid(), rows: "9", "data-key": "text", "aria-describedby": hint.id },
  });
  const choose = (value) => {
    desk.ui.language = value;
  };
  const begin = () => {
    try {
      desk.change(desk.begun(area.value), "first", t.split_done);
    } catch (error) {
      told.textContent = t[error.message] ?? t.bad_file;
    }
  };
  return [
    el("p", { class: "ws-field" }, el("label", { for: area.id }, t.paste), area, hint),
    choiceField(t.language, languages, { value: desk.ui.language, key: "language" }, choose),
    el(
      "div",
      { class: "ws-actions" },
      desk.button(t.split, begin, { key: "split", look: "" }),
      fileButton(desk, told),
    ),
  ];
}

/** What is known of the text. */
function aboutView(desk) {
  const { t, state, languages, ui } = desk;
  const line = (field) => {
    const about = { value: state[field], key: field, hint: t[`${field}_hint`] };
    const name = field === "title" ? t.text_title : t[field];
    return lineField(name, about, (value) => desk.type(field, { ...desk.state, [field]: value }));
  };
  const choose = (readers) => desk.change({ ...desk.state, readers }, "readers");
  const known = languages.filter(({ author }) => author);
  const toggle = ({ target }) => {
    ui.about = target.open;
  };
  return el(
    "details",
    { open: ui.about, toggle },
    el("summary", null, t.about),
    ["title", "asOf", "rights"].map(line),
    choiceField(t.readers, known, { value: state.readers, key: "readers" }, choose),
    state.readers !== state.language && el("p", { class: "ws-hint" }, t.readers_hint),
  );
}

/** What is still to do, with a way there. */
function openView(desk) {
  const { t, state } = desk;
  const points = openPoints(state, desk);
  if (points.length === 0) return el("p", { class: "ws-done" }, t.nothing_open);
  const go = (at) => () => (at === undefined ? desk.showAbout() : desk.focus(`open-${at}`));
  return el(
    "details",
    {
      open: desk.ui.points,
      toggle: ({ target }) => Object.assign(desk.ui, { points: target.open }),
    },
    el(
      "summary",
      null,
      fill(points.length === 1 ? t.points_one : t.points, { count: points.length }),
    ),
    el(
      "ul",
      { class: "ws-points" },
      points.map(({ text, at }) =>
        el("li", null, el("button", { type: "button", class: "ws-jump", click: go(at) }, text)),
      ),
    ),
  );
}

/** The card of the text, once a voice speaks in it. */
function cardView(desk, told) {
  const { t, state } = desk;
  if (voicesOf(state).length === 0) return null;
  const shown = cardOf(state, desk);
  const face = faceView(shown);
  const name = `whosays-${idFor(state.title, "own-text")}`;
  const begin = () => {
    told.textContent = "…"; // what comes may be the same words as before
  };
  const save = async () => {
    begin();
    const picture = await pictureOf(face, shown);
    if (picture) handOver(picture, `${name}.png`);
    told.textContent = picture ? fill(t.saved, { file: `${name}.png` }) : t.not_drawn;
  };
  const saveText = async () => {
    begin();
    await breath();
    handOver(new Blob([`${cardText(shown)}\n`], { type: "text/plain" }), `${name}.txt`);
    told.textContent = fill(t.saved, { file: `${name}.txt` });
  };
  const copy = async () => {
    begin();
    told.textContent = (await copyText(cardText(shown), face)) ? t.copied : t.not_copied;
  };
  return el(
    "div",
    { class: "ws-card", role: "group", "aria-label": t.card },
    el("p", { class: "ws-subhead" }, t.card),
    face,
    el(
      "div",
      { class: "ws-actions" },
      desk.button(t.card_picture, save, { key: "card-picture" }),
      desk.button(t.card_text, saveText, { key: "card-text" }),
      desk.button(t.card_copy, copy, { key: "card-copy" }),
    ),
  );
}

/** Saves the text as a case, whatever is still open in it. */
async function saveCase(desk, told) {
  const { t, state, todo } = desk;
  if (!window.crypto?.subtle) {
    told.textContent = t.not_secure;
    return;
  }
  const author = desk.languageOf(state.readers).author || t.author;
  told.textContent = "…";
  const { id, files } = await caseFiles(state, { todo, author });
  handOver(zipped(files), `${id}.zip`);
  const open = openPoints(state, desk).length;
  told.textContent = `${fill(t.saved, { file: `${id}.zip` })} ${open > 0 ? t.saved_open : t.saved_whole}`;
}
