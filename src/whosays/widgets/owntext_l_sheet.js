// The text for a class to mark, on paper and without marks: numbered lines, with room to write.

/** Words in lines of at most so many characters; a longer word has a line of its own. */
function linesOf(words, width) {
  const lines = [];
  for (const word of words.split(/\s+/u)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The paragraphs of a text; a sentence that begins a line in it begins one here, too. */
function paragraphsOf({ text, starts }, width) {
  const paragraphs = [];
  let [last, paragraph] = [0, 0];
  for (const sentence of sentencesOf({ text, starts })) {
    if (sentence.paragraph !== paragraph) paragraphs.push([sentence.text]);
    else if (text.slice(last, sentence.start).includes("\n")) {
      paragraphs.at(-1).push(sentence.text);
    } else paragraphs.at(-1).push(`${paragraphs.at(-1).pop()} ${sentence.text}`);
    [last, paragraph] = [sentence.end, sentence.paragraph];
  }
  return paragraphs.map((parts) => parts.flatMap((words) => linesOf(words, width)));
}

/** What is printed in place of the page, in the language of the text's readers. */
function sheetView({ state, lineWidth, sheetWords }) {
  const lang = Object.hasOwn(sheetWords, state.readers) ? state.readers : "en";
  const t = sheetWords[lang];
  let number = 0;
  const line = (words) => {
    number += 1;
    return el("p", { class: "ws-numbered" }, el("span", { class: "ws-n" }, `${number}`), words);
  };
  const fields = [t.name, t.class, t.date];
  return el(
    "div",
    { class: "ws-alone ws-class-sheet", lang },
    el(
      "p",
      { class: "ws-blanks" },
      fields.map((field) => el("span", null, `${field}:`)),
    ),
    el("p", { class: "ws-title" }, t.marking),
    el("p", null, t.marking_how),
    el("p", null, el("strong", null, [state.title, state.asOf].filter(Boolean).join(", "))),
    paragraphsOf(state, lineWidth).map((lines) =>
      el("div", { class: "ws-lines", lang: state.language }, lines.map(line)),
    ),
    state.rights && el("p", { class: "ws-hint" }, state.rights),
  );
}

/** Prints the text for a class; while the sheet is there, it is printed in place of the page. */
function printSheet(desk) {
  const sheet = sheetView(desk);
  desk.root.append(sheet);
  window.addEventListener("afterprint", () => sheet.remove(), { once: true });
  window.print();
}
