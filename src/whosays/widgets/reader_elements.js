// Small elements that several parts of the Reader are made of.

const every = (root, selector) => [...root.querySelectorAll(selector)];

const smallButton = (text, click, attrs) =>
  el("button", { type: "button", class: "ws-small", ...attrs, click }, text);

/** Buttons to the previous and the next place of a voice. */
const stepButtons = (t, go) =>
  [-1, 1].map((by) => smallButton(by < 0 ? t.previous : t.next, () => go(by), { "data-go": by }));

/** The label of a mark, which opens its details. */
const tagOf = (id, lang, text = "") =>
  smallButton(text, null, { class: "ws-tag", lang, "data-tag": id, tabindex: "-1" });

/** Words in quotation marks, in each language in which there are some. */
const quotedIn = ({ languages }, words) =>
  languages
    .filter((code) => words[code])
    .map((code, n) => [n > 0 && " – ", el("q", { lang: code }, words[code])]);
