// What pupils hand in, files and codes: each counts, or is refused with a reason. As in handed_in.py.
// No DOM.

/**
 * What the class view knows, from its data: banks with their items, and `asked` for their codes, and
 * where each question is at home. The words are the strings.
 */
function classBook(data, t) {
  const byId = new Map(data.items.map((item) => [item.id, item]));
  const banks = data.banks.map((bank) => {
    const items = bank.questions.map((id) => byId.get(id));
    return { ...bank, items, asked: items.map(({ id, fits: what }) => ({ id, fits: what })) };
  });
  return { ...data, banks, homes: homesOf(data.asked), t };
}

// --- files ---

/** A line for each answer and each marked sentence: what, and when to the millisecond. */
function printsOf({ records, annotations, forms }) {
  const print = ([name, { at }]) => `${name} ${Date.parse(at)}`;
  const attempts = Object.entries(records).flatMap(([name, record]) =>
    record.attempts.map((attempt) => print([name, attempt])),
  );
  const inForms = Object.values(forms).flatMap(({ answers }) => Object.entries(answers).map(print));
  return new Set([...attempts, ...inForms, ...Object.entries(annotations).map(print)]);
}

/** A file that was read, as {name, saved, kept, prints}; {name, reason, detail} for one that cannot be. */
async function readHandedIn(file) {
  const { name } = file;
  try {
    const kept = parseFile(await readFile(file));
    return { name, saved: Date.parse(kept.exported), kept, prints: printsOf(kept) };
  } catch ({ message, detail = "" }) {
    return { name, reason: message === "bad_full" ? "bad_large" : message, detail };
  }
}

const byName = (a, b) => Number(a.name > b.name) - Number(a.name < b.name);
const isSame = (a, b) => a.size === b.size && [...a].every((each) => b.has(each));

/** The file that has answers of this one: two of them, since one may be a coincidence. */
function samePupil({ prints }, whose) {
  const shared = new Map();
  for (const print of [...prints].filter((each) => whose.has(each)).sort()) {
    const other = whose.get(print);
    shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  const isEnough = ([other, count]) => count >= Math.min(2, prints.size, other.prints.size);
  return [...shared].find(isEnough)?.[0];
}

/** Files that count, the last saved first, and what is refused because another has the same answers. */
function siftedFiles(files) {
  const whose = new Map();
  const counted = [];
  const refused = [];
  for (const file of [...files].sort((a, b) => b.saved - a.saved || byName(a, b))) {
    const other = samePupil(file, whose);
    if (other) {
      const reason = isSame(file.prints, other.prints) ? "twin" : "older";
      refused.push({ name: file.name, reason, detail: other.name });
    } else {
      counted.push(file);
      for (const each of file.prints) whose.set(each, file);
    }
  }
  return { counted, refused };
}

/** A pupil's pseudonym: the file's name without folder and ending. */
const pseudonymOf = (name) =>
  name
    .slice(name.lastIndexOf("/") + 1)
    .replace(/\.json$/, "")
    .trim() || name;

/** Records that may have answers to a bank's questions: those of a form where it was handed in. */
function recordsFor(bank, { records, forms }) {
  if (!bank.form) return records;
  const form = Object.hasOwn(forms, bank.id) ? forms[bank.id] : null;
  const made = form?.at ? Object.entries(form.answers) : [];
  return Object.fromEntries(made.map(([id, answer]) => [id, { v: 1, attempts: [answer] }]));
}

/** The first answer to a question that fits it, if there is one, and how many do not fit. */
function firstAnswer(item, records) {
  const under = (id) => (Object.hasOwn(records, id) ? records[id] : undefined);
  const names = [item.id, ...(item.fits.former ?? [])];
  const made = names.flatMap((id) => under(id)?.attempts ?? []);
  const unfitting = made.filter((a) => !fits(item, renamedChoice(item.fits, a.choice))).length;
  const attempts = carriedOver(item, under)?.attempts.filter((a) => fits(item, a.choice)) ?? [];
  return { first: attempts.find((a) => !a.retry) ?? attempts[0], unfitting };
}

const hasOwnEntries = (object) => Object.keys(object).length > 0;

/** What a file says of a pupil, as {name, answers by bank and question, marks by place, unfitting}. */
function pupilOf({ name, kept }, { banks }) {
  const pupil = { name: pseudonymOf(name), answers: {}, marks: {}, unfitting: 0 };
  for (const bank of banks) {
    const records = recordsFor(bank, kept);
    const answers = {};
    for (const item of bank.items) {
      const { first, unfitting } = firstAnswer(item, records);
      pupil.unfitting += unfitting;
      if (first) answers[item.id] = first;
    }
    if (hasOwnEntries(answers)) pupil.answers[bank.id] = answers;
  }
  for (const [place, { compared }] of Object.entries(kept.annotations)) {
    const marks = Object.fromEntries(Object.entries(compared).filter(([, mark]) => mark !== null));
    if (hasOwnEntries(marks)) pupil.marks[place] = marks;
  }
  return pupil;
}

/** The name, with a number where another pupil has it. */
function freeName(name, taken) {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  return free;
}

// --- codes ---

/** The codes that the files could have been handed in as, with the pupil of each. */
function codesOfFiles(pupils, banks) {
  const found = new Map();
  for (const { name, answers } of pupils.values()) {
    for (const bank of banks) {
      if (answers[bank.id]) found.set(plainCode(encodeAnswers(bank, answers[bank.id])), name);
    }
  }
  return found;
}

/** A line as {told, code, at}: a name before a colon, or the number of the line; and its place. */
function namedCode(line, n) {
  const colon = line.lastIndexOf(":");
  const code = plainCode(line.slice(colon + 1).trim());
  return { told: line.slice(0, Math.max(colon, 0)).trim() || String(n + 1), code, at: n };
}

/** Adds the answers of one code to the pupils; a refusal for what cannot be added. */
function addCode(pupils, { banks }, known, { told, code }) {
  const { bank, answers } = decodeAnswers(code, banks);
  if (known.has(code)) throw refusal("code_twin", known.get(code));
  if (!hasOwnEntries(answers)) throw refusal("nothing");
  known.set(code, told);
  if (!pupils.has(told)) pupils.set(told, { name: told, answers: {}, marks: {}, unfitting: 0 });
  const pupil = pupils.get(told);
  // What a file says of the same questions has come first, and counts.
  pupil.answers[bank.id] = { ...answers, ...pupil.answers[bank.id] };
}

function addCodes(pupils, book, lines) {
  const refused = [];
  const known = lines.length > 0 ? codesOfFiles(pupils, book.banks) : new Map();
  for (const line of lines.map(namedCode).filter(({ code }) => code)) {
    try {
      addCode(pupils, book, known, line);
    } catch ({ message, detail }) {
      refused.push({ name: line.told, reason: message, detail, at: line.at });
    }
  }
  return refused;
}

/** The pupils in the order of their names, and what was refused, from read files and lines of codes. */
function handedIn(book, read, lines) {
  const bad = read.filter(({ reason }) => reason);
  const { counted, refused } = siftedFiles(read.filter(({ reason }) => !reason));
  const pupils = new Map();
  const empty = [];
  for (const file of counted) {
    const pupil = pupilOf(file, book);
    if (hasOwnEntries(pupil.answers) || hasOwnEntries(pupil.marks)) {
      pupil.name = freeName(pupil.name, pupils);
      pupils.set(pupil.name, pupil);
    } else {
      empty.push({ name: file.name, reason: pupil.unfitting > 0 ? "unfitting" : "nothing" });
    }
  }
  const ofCodes = addCodes(pupils, book, lines);
  return {
    pupils: [...pupils.values()].sort(byName),
    refused: [...bad, ...refused, ...empty, ...ofCodes],
  };
}
