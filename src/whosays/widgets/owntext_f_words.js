// The words of a sentence as keys to press, and what can be said of the words that are marked.

/** The parts of words from one to another become content, but for those that are something else. */
function filledUp(parts, from, to) {
  const [first, last] = from < to ? [from, to] : [to, from];
  return parts.map((part, n) => (n >= first && n <= last ? (part ?? "content") : part));
}

/** The parts of all words after one of them was pressed; a second press for content fills up to it. */
function pressed(parts, n, { part, anchor }) {
  if (parts[n] === part) return parts.with(n, undefined);
  const made = parts.with(n, part);
  return part === "content" && parts[anchor] === "content" ? filledUp(made, anchor, n) : made;
}

/**
 * Lets arrow keys go from word to word, and Home and End to the first and the last, which would else
 * scroll the page away; only one word is on the way of the Tab key.
 */
function walkWords(event) {
  const words = [...event.currentTarget.children];
  const at = words.indexOf(document.activeElement);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 1, ArrowUp: at - 1 };
  const next = words[{ ...steps, Home: 0, End: words.length - 1 }[event.key]];
  if (!next) return;
  event.preventDefault();
  for (const word of words) word.tabIndex = word === next ? 0 : -1;
  next.focus();
}

/** An entry in which words belong to other parts, and what follows from that. */
function marked(entry, chunks, parts, desk) {
  const { text, language } = desk.state;
  const made = { ...withParts(text, entry, chunks, parts), proposed: false };
  const isSame = String(made.cue) === String(entry.cue);
  return isSame ? made : { ...made, cueClass: cueClassOf(text, made, desk.languageOf(language)) };
}

/** The words of an entry's sentences, each a button that says to which part it belongs. */
function wordKeys(entry, sentences, desk) {
  const { t, state, ui } = desk;
  const [from, to] = [sentences[0].start, sentences.at(-1).end];
  const chunks = chunksOf(state.text, from, to);
  const parts = chunks.map((chunk) => partAt(entry, chunk));
  const put = (made, key) => desk.put(entry.id, marked(entry, chunks, made, desk), key);
  const press = (n) => {
    const made = pressed(parts, n, ui);
    ui.anchor = ui.anchor === undefined && made[n] === "content" ? n : undefined;
    put(made, `word-${n}`);
  };
  const focused = Number(/^word-(\d+)$/u.exec(ui.focus ?? "")?.[1] ?? 0);
  const keys = chunks.map((chunk, n) =>
    el(
      "button",
      {
        type: "button",
        class: `ws-word ws-is-${parts[n] ?? "none"}`,
        "aria-pressed": String(parts[n] !== undefined),
        tabindex: n === focused ? 0 : -1,
        "data-key": `word-${n}`,
        "data-likely": likelyCue(chunk.text, desk.languageOf(state.language)),
        click: () => press(n),
      },
      chunk.text,
      parts[n] && el("span", { class: "ws-hidden" }, ` (${t[parts[n]]})`),
    ),
  );
  const group = {
    class: "ws-word-keys",
    role: "group",
    "aria-label": t.words,
    lang: state.language,
  };
  const rest = () =>
    put(
      parts.map((part) => part ?? "content"),
      "rest",
    );
  return [
    el("div", { ...group, keydown: walkWords }, keys),
    desk.button(t.rest_content, rest, { key: "rest", look: "ws-quiet ws-small" }),
  ];
}

/** Which part the next words that are pressed belong to. */
function partSwitch(desk) {
  const { t, ui } = desk;
  const name = uid();
  return el(
    "fieldset",
    { class: "ws-parts" },
    el("legend", null, t.mark_as),
    PARTS.map((part) => {
      const change = () => {
        ui.part = part;
        ui.anchor = undefined;
      };
      const about = { type: "radio", name, value: part, checked: ui.part === part, change };
      const input = el("input", { ...about, "data-key": `part-${part}` });
      return el("label", { class: `ws-is-${part}` }, input, el("span", null, t[part]));
    }),
  );
}

/** A list to choose from, under its name. */
function choiceField(label, values, { value, key, open }, chosen) {
  const select = el(
    "select",
    { id: uid(), "data-key": key, change: () => chosen(select.value) },
    open && el("option", { value: "" }, open),
    values.map(({ id, name }) => el("option", { value: id, selected: id === value }, name)),
  );
  return el("p", { class: "ws-field" }, el("label", { for: select.id }, label), select);
}

/** What the names of a list mean, folded away below it. */
function meaningsView(layer, label, { t, ui, choices, languageOf, state }) {
  const original = languageOf(state.language).name;
  const toggle = ({ target }) => {
    ui.meanings = { ...ui.meanings, [layer]: target.open };
  };
  const meant = choices[layer].filter(({ meaning }) => meaning);
  return el(
    "details",
    { class: "ws-meanings", open: ui.meanings?.[layer], toggle },
    el("summary", null, t.meanings, el("span", { class: "ws-hidden" }, `: ${label}`)),
    el(
      "dl",
      null,
      meant.map(({ name, meaning }) => [
        el("dt", null, name),
        el("dd", null, inline(fill(meaning, { original }))),
      ]),
    ),
  );
}

/** A line to write in, under its name. */
function lineField(label, { value, key, hint }, changed) {
  const input = el("input", {
    ...{ id: uid(), type: "text", value, "data-key": key, autocomplete: "off" },
    input: () => changed(input.value.trim()),
  });
  return el(
    "p",
    { class: "ws-field" },
    el("label", { for: input.id }, label),
    input,
    hint && el("span", { class: "ws-hint" }, hint),
  );
}
