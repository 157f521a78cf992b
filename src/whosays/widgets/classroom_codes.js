// Reads a code that a pupil has handed in: as in codes.py. After _codes.js. No DOM.

const MARK_LENGTH = 4; // characters that stand for a bank

/** A code without what may differ when it is typed: groups, small letters, look-alikes. */
const plainCode = (code) =>
  code.toUpperCase().replace(/[- ]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");

/** An error whose message names the reason, a key of the strings. */
const refusal = (reason, detail = "") => Object.assign(new Error(reason), { detail });

/** Takes digits off the number that a text stands for, each in its base. */
function digitsOf(text) {
  let number = [...text].reduce((all, each) => all * 32n + BigInt(DIGITS.indexOf(each)), 0n);
  let values = 1n;
  const takeLarge = (base) => {
    if (base < 1n) throw refusal("code_check");
    const value = number % base;
    number /= base;
    values *= base;
    return value;
  };
  return {
    takeLarge,
    take: (base) => Number(takeLarge(BigInt(base))),
    // A code that says more than its answers, or in more characters, was not written by this book.
    isDone: () => number === 0n && charactersFor(values) === text.length,
  };
}

function wordsFrom(words, digits) {
  const count = digits.take(words) + 1;
  const found = [];
  let first = 0;
  for (let at = 0; at < count; at++) {
    found.push(first + digits.take(words - first - (count - 1 - at)));
    first = found.at(-1) + 1;
  }
  return found;
}

function numberFrom(digits) {
  const sign = digits.take(2) ? "-" : "";
  const power = digits.take(660) + LOWEST;
  const length = digits.take(MOST_DIGITS) + 1;
  const written = String(digits.takeLarge(10n ** BigInt(length)));
  const number = Number(`${sign}${written}e${power - length + 1}`);
  // Where the digits are fewer than said, no number was written so.
  if (written.length !== length || !Number.isFinite(number)) throw refusal("code_check");
  return number;
}

function choiceFrom({ one, some, all, keys, values, words }, digits) {
  if (one) return one[digits.take(one.length)];
  if (some) {
    const chosen = digits.take(2 ** some.length - 1) + 1;
    return some.filter((_, at) => Math.floor(chosen / 2 ** at) % 2 === 1);
  }
  if (all) {
    const left = [...all];
    return all.map(() => left.splice(digits.take(left.length), 1)[0]);
  }
  if (keys) {
    return Object.fromEntries(keys.map((key) => [key, values[digits.take(values.length)]]));
  }
  return words ? wordsFrom(words, digits) : numberFrom(digits);
}

/** The answers behind a checked text, by question id. */
function answersFrom(text, { asked }) {
  const digits = digitsOf(text);
  digits.take(TWINS);
  const found = {};
  for (const { id, fits: what } of asked.filter(isCoded)) {
    if (digits.take(2) === 0) continue;
    const step = digits.take(CODED_STEPS.length + 1);
    found[id] = { choice: choiceFrom(what, digits), confidence: CODED_STEPS[step - 1] ?? null };
  }
  if (!digits.isDone()) throw refusal("code_check");
  return found;
}

/** The bank of a code and its answers by question id, as {bank, answers}; a refusal for what is wrong. */
function decodeAnswers(code, banks) {
  const text = plainCode(code);
  const stranger = [...text].find((each) => !DIGITS.includes(each));
  if (stranger) throw refusal("code_letter", stranger);
  const body = text.slice(0, -CHECK_LENGTH);
  const begin = 1 + MARK_LENGTH;
  if (body.length <= begin || checkOf(body) !== text.slice(-CHECK_LENGTH))
    throw refusal("code_check");
  if (!body.startsWith("1")) throw refusal("code_version");
  const bank = banks.find(({ mark }) => mark === body.slice(1, begin));
  if (!bank) throw refusal("code_bank");
  return { bank, answers: answersFrom(body.slice(begin), bank) };
}
