// Tells the learning platform that has opened this page what is answered on it, and has the platform
// keep the answers. The page's questions are in lesson.js. Comes before all other scripts: what a page
// keeps is taken from the platform and not from the browser, which several pupils may share.
(() => {
  const { whosays } = window;
  const { lesson } = whosays;
  const began = performance.now();
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const SOON = 1000; // milliseconds: what belongs together is told at once
  const version = whosays.versions[lesson.scorm];
  const platform = whosays.connect(version);
  let kept = new Map();
  let isTaken = true; // whether the platform has taken what it was told last

  // --- What the page keeps ------------------------------------------------------------------------

  const standIn = {
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, String(text)),
    removeItem: (key) => kept.delete(key),
  };

  function read(key) {
    try {
      return JSON.parse(window.whosaysMemory?.get(key) ?? window.localStorage.getItem(key));
    } catch {
      return null; // refused, or not ours
    }
  }

  // The answer that counts: the first one.
  const answerTo = ({ id }) =>
    read(`whosays:answer:${id}`)?.attempts?.find(({ review }) => !review);

  // --- What is said of an answer ------------------------------------------------------------------

  const KINDS = { one: "choice", some: "choice", all: "sequencing", keys: "matching" };

  function kindOf({ fits, words }) {
    const found = Object.keys(KINDS).find((name) => name in fits);
    if (found) return KINDS[found];
    if (words) return "fill-in";
    return fits.kind === "number" ? "numeric" : version.text;
  }

  // Words that were marked, those that stand side by side together.
  function stretches(words, places) {
    const sorted = places.toSorted((a, b) => a - b);
    const parts = sorted.map((n, at) => (sorted[at - 1] === n - 1 ? " " : "\n") + words[n]);
    return parts.join("").split("\n").slice(1);
  }

  // At most seven decimal places, and no exponent.
  const real = (number) => number.toFixed(7).replace(/\.?0+$/, "");

  function said({ fits, words }, choice) {
    const { one, some, all, keys, values, kind } = fits;
    const letters = (names, list) => names.map((name) => LETTERS[list.indexOf(name)]);
    if (one) return LETTERS[one.indexOf(choice)];
    if (some) return letters(choice, some).sort().join(version.comma);
    if (all) return letters(choice, all).join(version.comma);
    if (keys) {
      const chosen = letters(
        keys.map((key) => choice[key]),
        values,
      );
      return chosen.map((letter, n) => `${n + 1}${version.dot}${letter}`).join(version.comma);
    }
    if (kind === "number") return real(choice);
    if (words) return version.texts(stretches(words, choice));
    // What begins with a brace is taken for the name of a language.
    return String(choice).replace(/\s+/g, " ").replace(/^\{/, " {");
  }

  function resultOf({ closed }, points) {
    if (!closed) return "neutral";
    if (points === 1) return "correct";
    return points > 0 ? points.toFixed(2) : version.wrong;
  }

  // From where to where a number is close, where a version has a way to say so.
  const patternOf = (question) =>
    question.close ? question.close.map(real).join("[:]") : said(question, question.right);

  // Question n is interaction n, for everybody: that is how platforms put answers into columns.
  function tellQuestion(question, n, answer) {
    const tell = (name, value) => platform.write(`cmi.interactions.${n}.${name}`, value);
    tell("id", question.id);
    tell("type", kindOf(question));
    if (question.asks) tell("description", question.asks);
    if (question.closed) {
      tell("correct_responses.0.pattern", patternOf(question).slice(0, version.longest));
    }
    if (!answer) return;
    tell(version.when, version.moment(answer.at));
    tell(version.response, said(question, answer.choice).slice(0, version.longest));
    tell("result", resultOf(question, answer.points));
  }

  // --- What is said of all of it ------------------------------------------------------------------

  function tellScore(answers) {
    const closed = answers.filter((_, n) => lesson.questions[n].closed);
    if (!closed.some(Boolean)) return 0;
    const right = closed.filter((answer) => answer?.points === 1).length;
    const score = Math.round((100 * right) / closed.length);
    for (const [name, value] of version.scores(score)) platform.write(name, value);
    return score;
  }

  const wasDone = platform && version.wasDone(platform);

  let isOpen = Boolean(platform);

  function report() {
    if (!isOpen) return;
    const answers = lesson.questions.map(answerTo);
    if (answers.some(Boolean)) {
      for (const [n, question] of lesson.questions.entries()) {
        tellQuestion(question, n, answers[n]);
      }
    }
    const score = tellScore(answers);
    const text = whosays.asText(lesson, kept, version.room);
    const isDone = answers.every(Boolean);
    const isNew = !platform.has("cmi.suspend_data", text);
    const took = [
      (wasDone && !isDone) || version.tellStatus(platform, isDone, score),
      platform.write("cmi.suspend_data", text),
      platform.write(version.time, timeHere()),
    ];
    if (isNew || !isTaken) isTaken = took.every(Boolean) && platform.save();
    show();
  }

  const timeHere = () => version.duration(Math.round((performance.now() - began) / 1000));

  function leave() {
    report();
    isOpen = false;
    platform.end();
  }

  // --- What the page says of it -------------------------------------------------------------------

  function show() {
    const line = document.querySelector(".lesson-told");
    if (!line) return;
    const { told, alone, failed, count } = line.dataset;
    const taken = isTaken ? told : failed;
    const text = platform ? taken : alone;
    const [status, done] = line.children;
    if (status.textContent !== text) status.textContent = text;
    const answered = lesson.questions.map(answerTo).filter(Boolean).length;
    done.textContent = count.replace("{n}", answered).replace("{m}", lesson.questions.length);
  }

  // What is elsewhere opens there: in a frame other sites may not show, and need not learn of it.
  function openApart({ target }) {
    const link = target.closest("a[href]");
    const address = link?.getAttribute("href") ?? "";
    if (!/^https?:/.test(address)) return;
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }

  document.addEventListener("click", openApart, true);
  document.addEventListener("DOMContentLoaded", show);
  addEventListener("whosays:stored", () => requestAnimationFrame(show));

  if (platform) {
    kept = whosays.fromText(lesson, platform.read("cmi.suspend_data"));
    Object.defineProperty(window, "localStorage", { value: standIn, configurable: true });
    platform.write(version.exit, "suspend");
    let waiting = 0;
    addEventListener("whosays:stored", () => {
      clearTimeout(waiting);
      waiting = setTimeout(report, SOON);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") report();
    });
    addEventListener("pagehide", leave);
    // A platform hears nobody twice: who comes back to a page that was left opens it anew.
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    report();
  }
})();
