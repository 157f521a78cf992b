// Shared by quiz.js and results.js, after _common.js: what is stored, and what follows from it.

// --- stored answers: one record per item, schema in results.py ---

const ANSWER = "whosays:answer:";
const FORM = "whosays:form:";

/** A choice is a text, a number, a list of these, or a map to these. */
function isChoice(choice) {
  const plain = (x) => typeof x === "string" || (typeof x === "number" && Number.isFinite(x));
  if (Array.isArray(choice)) return choice.every(plain);
  return plain(choice) || (isObject(choice) && Object.values(choice).every(plain));
}

const between = (low, high) => (x) => x == null || (typeof x === "number" && x >= low && x <= high);
const isFlag = (x) => x == null || typeof x === "boolean";

function isAttempt(a) {
  return (
    isObject(a) &&
    isTime(a.at) &&
    isChoice(a.choice) &&
    between(0, 1)(a.points) &&
    between(0, 100)(a.confidence) &&
    [a.signal, a.said, a.retry, a.review].every(isFlag) &&
    hasOnly(a, ["at", "choice", "points", "confidence", "signal", "said", "retry", "review"])
  );
}

function isDraft(d) {
  return (
    d == null ||
    (isObject(d) &&
      (d.choice == null || isChoice(d.choice)) &&
      between(0, 100)(d.confidence) &&
      isFlag(d.review) &&
      hasOnly(d, ["choice", "confidence", "review"]))
  );
}

/** Whether a value is a form as results.py describes it. */
function isForm(form) {
  return (
    isObject(form) &&
    form.v === 1 &&
    (form.at == null || isTime(form.at)) &&
    isObject(form.answers) &&
    Object.values(form.answers).every(isAttempt) &&
    hasOnly(form, ["v", "at", "answers"])
  );
}

/** One form of two: what was handed in first, else both, with the later of two answers. */
function mergedForm(a, b) {
  if (a.at && b.at) return Date.parse(a.at) <= Date.parse(b.at) ? a : b;
  if (a.at || b.at) return a.at ? a : b;
  const later = ([id, answer]) =>
    !(Object.hasOwn(a.answers, id) && Date.parse(a.answers[id].at) >= Date.parse(answer.at));
  const added = Object.fromEntries(Object.entries(b.answers).filter(later));
  return { v: 1, answers: { ...a.answers, ...added } };
}

/** Whether a value is a record as results.py describes it. */
function isRecord(record) {
  return (
    isObject(record) &&
    record.v === 1 &&
    isDraft(record.draft) &&
    Array.isArray(record.attempts) &&
    record.attempts.every(isAttempt) &&
    hasOnly(record, ["v", "attempts", "draft"])
  );
}

/**
 * Both records in one, no answer lost: attempts are told apart by what they hold. A draft from
 * elsewhere does not reopen a question that is answered here.
 */
function merged(a, b) {
  const all = new Map(
    [...a.attempts, ...b.attempts].map((x) => [
      JSON.stringify(
        Object.entries(x)
          .filter(([, v]) => v != null)
          .sort(),
      ),
      x,
    ]),
  );
  const attempts = [...all.values()].sort((x, y) => Date.parse(x.at) - Date.parse(y.at));
  const draft = a.draft ?? (a.attempts.length > 0 ? null : b.draft);
  return draft ? { v: 1, attempts, draft } : { v: 1, attempts };
}

// --- whether a stored choice still fits its question, as in answers.py ---

/** A choice by the names that options have now; `renamed` has the earlier ones, where there are any. */
function renamedChoice({ renamed }, choice) {
  if (!renamed) return choice;
  const now = (name) => (Object.hasOwn(renamed, name) ? renamed[name] : name);
  if (Array.isArray(choice)) return choice.map(now);
  if (!isObject(choice)) return now(choice);
  return Object.fromEntries(Object.entries(choice).map((pair) => pair.map(now)));
}

/**
 * What is kept of a question, also under ids and names of options that it had in earlier editions;
 * undefined for nothing. `recordUnder` gives the record under an id.
 */
function carriedOver({ id, fits }, recordUnder) {
  const now = (answer) => answer && { ...answer, choice: renamedChoice(fits, answer.choice) };
  const records = [id, ...(fits.former ?? [])]
    .map(recordUnder)
    .filter(Boolean)
    .map(({ attempts, draft }) => ({ v: 1, attempts: attempts.map(now), draft: now(draft) }));
  return records.length > 1 ? records.reduce(merged) : records[0];
}

/** Whether a value is a list of some of what is known, none of it twice. */
function isSelection(list, known) {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    new Set(list).size === list.length &&
    list.every((each) => known.includes(each))
  );
}

/** Whether a stored choice still fits a question, which may have been rewritten since. */
function fits({ fits: { one, some, all, keys, values, words, kind } }, choice) {
  if (one) return one.includes(choice);
  if (some) return isSelection(choice, some);
  if (all) return isSelection(choice, all) && choice.length === all.length;
  if (keys) return isObject(choice) && keys.every((key) => values.includes(choice[key]));
  if (words) return isSelection(choice, [...new Array(words).keys()]);
  return kind === "number" ? Number.isFinite(choice) : typeof choice === "string";
}
