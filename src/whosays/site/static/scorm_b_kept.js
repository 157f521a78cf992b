// What was answered as one short text, for a platform that keeps only so many characters, and back.
// Choices are places in the lists of their question (lesson.js), times count from the first answer.
(() => {
  const { whosays } = window;
  const ANSWER = "whosays:answer:";
  const LAST = "whosays:last"; // where the reader was: of no use in one page

  // How much is kept where there is not room for all: attempts at a question, and characters of a text.
  const ROOM = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [2, Number.POSITIVE_INFINITY],
    [2, 300],
    [1, 100],
    [1, 20],
  ];

  function placesOf({ one, some, all, keys, values }, choice) {
    const list = some ?? all;
    if (one) return one.indexOf(choice);
    if (list) return choice.map((name) => list.indexOf(name));
    return keys ? keys.map((key) => values.indexOf(choice[key])) : choice;
  }

  function choiceAt({ one, some, all, keys, values }, places) {
    const list = some ?? all;
    if (one) return one[places];
    if (list) return places.map((n) => list[n]);
    if (!keys) return places;
    const chosen = keys.map((key, n) => [key, values[places[n]]]);
    return Object.fromEntries(chosen.filter(([, value]) => value !== undefined));
  }

  const seconds = (at) => Math.floor(Date.parse(at) / 1000);

  function attemptAsList(n, { fits }, attempt, { start, characters }) {
    const { choice, points, confidence, retry, review, signal, said } = attempt;
    const flags = [retry, review, signal !== undefined, signal, said];
    const list = [
      n,
      placesOf(fits, typeof choice === "string" ? choice.slice(0, characters) : choice),
      seconds(attempt.at) - start,
      points === undefined || points === null ? null : Math.round(points * 1000) / 1000,
      confidence ?? 0,
      flags.reduce((sum, flag, bit) => sum + (flag ? 2 ** bit : 0), 0),
    ];
    while (list.at(-1) === 0) list.pop();
    return list;
  }

  function attemptOfList(
    { fits },
    [, places = 0, after = 0, points = 0, sure = 0, flags = 0],
    start,
  ) {
    const [retry, review, knows, signal, said] = [1, 2, 4, 8, 16].map(
      (bit) => Math.floor(flags / bit) % 2 === 1,
    );
    const attempt = {
      at: new Date((start + after) * 1000).toISOString(),
      choice: choiceAt(fits, places),
      points,
    };
    if (sure) attempt.confidence = sure;
    if (knows) Object.assign(attempt, { signal, said });
    if (retry) attempt.retry = true;
    if (review) attempt.review = true;
    return attempt;
  }

  function read(kept, key) {
    try {
      return JSON.parse(kept.get(key) ?? "null");
    } catch {
      return null;
    }
  }

  const attemptsAt = ({ id }, kept) => read(kept, ANSWER + id)?.attempts ?? [];

  // The first attempt counts, and the last one is shown.
  const few = (attempts, count) =>
    attempts.length <= count ? attempts : [attempts[0], attempts.at(-1)].slice(0, count);

  function written(lesson, kept, [count, characters]) {
    const found = lesson.questions.map((question) => attemptsAt(question, kept));
    const start = Math.min(...found.flat().map(({ at }) => seconds(at)));
    if (!Number.isFinite(start)) return { v: lesson.edition };
    const lists = found.flatMap((attempts, n) =>
      few(attempts, count).map((attempt) =>
        attemptAsList(n, lesson.questions[n], attempt, { start, characters }),
      ),
    );
    return { v: lesson.edition, t: start, a: lists };
  }

  // No line ends: some platforms take one line only.
  const textOf = (value) => JSON.stringify(value).replace(/[\u2028\u2029]/g, " ");

  // What the page keeps beside answers, the shortest first, as far as there is room.
  function withTheRest(value, kept, longest) {
    const others = [...kept]
      .filter(([key]) => key !== LAST && !key.startsWith(ANSWER))
      .sort(([, a], [, b]) => a.length - b.length);
    let whole = value;
    for (const [key, text] of others) {
      const more = { ...whole, k: { ...whole.k, [key]: text } };
      if (textOf(more).length <= longest) whole = more;
    }
    return textOf(whole);
  }

  // `kept` is a map of what the page stores: texts by key.
  whosays.asText = (lesson, kept, longest) => {
    const values = ROOM.map((room) => written(lesson, kept, room));
    const first = values.find((value) => textOf(value).length <= longest);
    return first ? withTheRest(first, kept, longest) : "";
  };

  function restored({ questions }, { t: start, a: lists = [] }) {
    return questions.flatMap((question, n) => {
      const own = lists.filter((list) => list[0] === n);
      const attempts = own.map((list) => attemptOfList(question, list, start));
      return own.length > 0 ? [[ANSWER + question.id, JSON.stringify({ v: 1, attempts })]] : [];
    });
  }

  // Nothing where the text is from another edition of the lesson, or none of ours.
  whosays.fromText = (lesson, text) => {
    try {
      const found = JSON.parse(text);
      if (found.v !== lesson.edition) return new Map();
      return new Map([...Object.entries(found.k ?? {}), ...restored(lesson, found)]);
    } catch {
      return new Map();
    }
  };
})();
