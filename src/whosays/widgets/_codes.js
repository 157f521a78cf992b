// A reader's answers to the questions of a bank as a code to type: as in codes.py, which says why it
// is made so. After _common.js. No DOM but at its end.

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_LENGTH = 3;
const TWINS = 1024; // tell apart two pupils who answered the same
const CODED_STEPS = [25, 50, 75, 90, 100]; // of confidence, as CONFIDENCE in scoring.py
const LOWEST = -330; // power of ten, of 660
const MOST_DIGITS = 17;

/** A number as so many characters, which has the value of a digit in base 32 each. */
const inCharacters = (number, length) =>
  [...number.toString(32)]
    .map((digit) => DIGITS[Number.parseInt(digit, 32)])
    .join("")
    .padStart(length, "0");

/** How many characters so many values take. */
const charactersFor = (values) => (values - 1n).toString(32).length;

/** A sum weighted by place: it changes with one character, and with two that change places. */
function checkOf(body) {
  const sum = [...body].reduce((all, each, at) => all + (at + 1) * DIGITS.indexOf(each), 0);
  return inCharacters(sum % 32_749, CHECK_LENGTH); // the largest prime below 32 ** 3
}

const isCoded = ({ fits: { kind } }) => kind !== "text"; // nobody types a text as a code

// --- writing ---

/** Places of marked words, as pairs of a digit and its base. */
function partsOfWords(words, choice) {
  const parts = [[choice.length - 1, words]];
  let first = 0; // that may still be marked
  for (const [at, place] of [...choice].sort((a, b) => a - b).entries()) {
    parts.push([place - first, words - first - (choice.length - 1 - at)]);
    first = place + 1;
  }
  return parts;
}

/** A number as its sign, its power of ten and the digits that tell it from all others. */
function partsOfNumber(number) {
  const [written, power] = Math.abs(number).toExponential().split("e");
  const digits = written.replace(".", "");
  return [
    [Number(number < 0), 2],
    [Number(power) - LOWEST, 660],
    [digits.length - 1, MOST_DIGITS],
    [BigInt(digits), 10n ** BigInt(digits.length)],
  ];
}

/** A choice as pairs of a digit and its base. */
function partsOfChoice({ one, some, all, keys, values, words }, choice) {
  if (one) return [[one.indexOf(choice), one.length]];
  if (some) {
    const chosen = choice.reduce((sum, each) => sum + 2 ** some.indexOf(each), 0);
    return [[chosen - 1, 2 ** some.length - 1]];
  }
  if (all) {
    const left = [...all];
    return choice.map((each) => {
      const part = [left.indexOf(each), left.length];
      left.splice(part[0], 1);
      return part;
    });
  }
  if (keys) return keys.map((key) => [values.indexOf(choice[key]), values.length]);
  return words ? partsOfWords(words, choice) : partsOfNumber(choice);
}

/**
 * The code of answers by question id, each with choice, confidence and at. `asked` are the questions of
 * the bank as {id, fits}, `mark` the characters that stand for it; a choice has to fit its question.
 */
function encodeAnswers({ mark, asked }, answers) {
  const given = asked.filter(isCoded).map((question) => [question, answers[question.id]]);
  const moments = given.reduce((sum, [, a]) => sum + (a ? Date.parse(a.at) : 0), 0);
  const parts = [[moments % TWINS, TWINS]];
  for (const [question, answer] of given) {
    parts.push([Number(Boolean(answer)), 2]);
    if (!answer) continue;
    parts.push([CODED_STEPS.indexOf(answer.confidence) + 1, CODED_STEPS.length + 1]);
    parts.push(...partsOfChoice(question.fits, answer.choice));
  }
  let number = 0n;
  let values = 1n;
  for (const [value, base] of parts.reverse()) {
    number = number * BigInt(base) + BigInt(value);
    values *= BigInt(base);
  }
  const body = `1${mark}${inCharacters(number, charactersFor(values))}`; // version 1
  return (body + checkOf(body)).match(/.{1,4}/g).join("-");
}

// --- showing ---

/** A fold-out for a code's QR code: `draw` gets the place for it once a reader opens it. */
function qrFold(t, draw) {
  const place = el("div");
  const toggle = ({ target }) => target.open && draw(place);
  return el("details", { class: "ws-qr", toggle }, el("summary", null, t.qr), place);
}
