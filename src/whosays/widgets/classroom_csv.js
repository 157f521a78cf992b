// The tables to keep, as CSV: the columns of whosays.read_class.

const CSV = {
  pupils: [
    ...["pupil", "answers", "right", "share", "points", "hits", "misses", "alarms", "rejections"],
    ...["sure", "brier", "sentences", "marks", "same", "unfitting"],
  ],
  items: [
    ...["bank", "lesson", "set", "number", "sheet", "question", "prompt", "n", "right", "share"],
    ...["points", "chance", "sure", "sure_right", "sure_wrong"],
  ],
  choices: [
    ...["bank", "lesson", "set", "number", "sheet", "question", "part", "letter", "text"],
    ...["right", "n", "share"],
  ],
};

/** A cell: a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvText = (columns, rows) =>
  [columns, ...rows.map((row) => columns.map((name) => row[name]))]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");

/** The rows of the tables by name, from the figures of a class. */
function csvRows({ pupils, items }) {
  const named = ({ bank, item, home }) => {
    const { lesson, set, number, sheet } = home;
    return { bank: bank.id, lesson, set, number, sheet, question: item.id };
  };
  return {
    pupils,
    items: items.map((each) => ({ ...each, ...named(each), prompt: each.item.prompt })),
    choices: items.flatMap((each) =>
      each.chosen.flatMap(({ text: part, options }) =>
        options.map(({ letter, text, right, n }) => {
          return { ...named(each), part, letter, text, right, n, share: n / each.n };
        }),
      ),
    ),
  };
}

/** Hands the teacher a table as a file; the mark at its beginning has spreadsheets read it as UTF-8. */
function saveTable(name, figures) {
  const text = `\ufeff${csvText(CSV[name], csvRows(figures)[name])}`;
  handOver(new Blob([text], { type: "text/csv" }), `class-${name}.csv`);
}
