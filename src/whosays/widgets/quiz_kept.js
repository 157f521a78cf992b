// What the reader's browser and, in a live notebook, the model keep of the answers to a quiz.

const EMPTY = { v: 1, attempts: [] };

/**
 * The answers behind a quiz, as {load, publish, keepDraft, keepAttempt, concerns, letGo, unreadable}:
 * records by item id, as results.py describes them. `concerns` says of a key that was stored or
 * removed whether `letGo` has to look.
 */
function keptAnswers(model, review, items) {
  const known = new Map(items.map((item) => [item.id, item]));
  const seen = new Set(); // ids of what this browser has kept: where that is gone, it was deleted
  let unreadable = false;

  const storedUnder = (id) => {
    const stored = store.get(ANSWER + id);
    if (stored === undefined) return undefined;
    if (isRecord(stored)) return stored;
    unreadable = true;
    return undefined;
  };

  /** All that is known of an item, from the browser and from the model, in one record. */
  const load = (id) => {
    const stored = carriedOver(known.get(id), storedUnder);
    if (stored) seen.add(id);
    else if (seen.has(id)) return EMPTY;
    const answers = model.get("answers") ?? {};
    const live = Object.hasOwn(answers, id) && isRecord(answers[id]) ? answers[id] : undefined;
    return stored && live ? merged(stored, live) : (stored ?? live ?? EMPTY);
  };

  const publish = (records) => {
    model.set("answers", { ...model.get("answers"), ...records });
    model.save_changes();
  };

  const write = (id, record) => {
    store.setOver(ANSWER + id, record, isRecord);
    seen.add(id);
  };

  return {
    load,
    publish,
    keepDraft(id, draft) {
      const { attempts } = load(id);
      write(id, { v: 1, attempts, draft: { ...draft, review } });
    },
    keepAttempt(id, attempt) {
      const record = { v: 1, attempts: [...load(id).attempts, attempt] };
      write(id, record);
      publish({ [id]: record });
    },
    concerns: (key) => key.startsWith(ANSWER) && store.textOf(key) === undefined,
    /** Lets go of what was deleted elsewhere; whether there was any. */
    letGo() {
      const gone = [...seen].filter((id) => !carriedOver(known.get(id), storedUnder));
      if (gone.length === 0) return false;
      for (const id of gone) seen.delete(id);
      const left = Object.entries(model.get("answers") ?? {}).filter(([id]) => !gone.includes(id));
      model.set("answers", Object.fromEntries(left));
      model.save_changes();
      return true;
    },
    unreadable: () => unreadable,
  };
}

/**
 * The answers to a form, which are kept together, as {load, publish, keepDraft, handIn, handedIn,
 * concerns, letGo, unreadable}: until it is handed in an answer is a draft, afterwards the only attempt.
 */
function keptForm(model, name, items) {
  const key = FORM + name;
  const known = new Map(items.map((item) => [item.id, item]));
  let text = store.textOf(key); // as this tab knows it
  const isFormOrNone = (stored) => stored === undefined || isForm(stored);
  // Read anew every time: another tab may have added to it, or deleted it.
  const read = () => {
    const stored = store.get(key);
    return stored !== undefined && isForm(stored) ? stored : { v: 1, answers: {} };
  };
  const handedIn = () => Boolean(read().at);
  const keep = (changed) => {
    store.setOver(key, changed, isForm);
    text = store.textOf(key);
  };
  const publish = (records) => {
    model.set("answers", records);
    model.save_changes();
  };
  return {
    load(id) {
      const { at, answers } = read();
      const under = (each) =>
        Object.hasOwn(answers, each) ? { v: 1, attempts: [answers[each]] } : undefined;
      const record = carriedOver(known.get(id), under);
      if (!record) return EMPTY;
      const [answer] = record.attempts;
      return at ? { v: 1, attempts: [answer] } : { v: 1, attempts: [], draft: answer };
    },
    publish,
    keepDraft(id, { choice, confidence }) {
      // A question that came into the bank later changes nothing of what was handed in.
      if (handedIn()) return;
      const { [id]: _, ...others } = read().answers;
      const answer = { at: new Date().toISOString(), choice, confidence };
      keep({ v: 1, answers: choice === null ? others : { ...others, [id]: answer } });
    },
    /** Keeps the attempts by item id as what was handed in; what another tab handed in first stays. */
    handIn(answers) {
      if (!handedIn()) keep({ v: 1, at: new Date().toISOString(), answers });
      publish(
        Object.fromEntries(
          Object.entries(read().answers).map(([id, a]) => [id, { v: 1, attempts: [a] }]),
        ),
      );
    },
    handedIn,
    concerns: (changed) => changed === key,
    /** Takes over what another tab has changed or deleted; whether there was any. */
    letGo() {
      if (store.textOf(key) === text) return false;
      text = store.textOf(key);
      publish({});
      return true;
    },
    unreadable: () => !isFormOrNone(store.get(key)),
  };
}

/** Attempts of this sitting: a review starts afresh every day and apart from the first quiz. */
function ofSitting(attempts, review) {
  const today = new Date().toDateString();
  return attempts.filter(
    (a) => Boolean(a.review) === review && (!review || new Date(a.at).toDateString() === today),
  );
}

/**
 * The questions as the reader left them, as {item, shown, counted, draft, changed}: the attempt on
 * display, the one that counts in this round (the first), and what is chosen and not checked, each of
 * which may be null; `changed` says that what was answered fits the question no more.
 */
function entriesOf(items, kept, review) {
  const found = {};
  const entries = items.map((item) => {
    const record = kept.load(item.id);
    const { draft } = record;
    if (record.attempts.length > 0) found[item.id] = record;
    const answered = ofSitting(record.attempts, review);
    const attempts = answered.filter((a) => fits(item, a.choice));
    const changed = answered.length > 0 && attempts.length === 0;
    if (draft && Boolean(draft.review) === review) {
      return { item, shown: null, counted: null, draft, changed };
    }
    const counted = attempts.findLast((a) => !a.retry) ?? attempts[0] ?? null;
    return { item, shown: attempts.at(-1) ?? null, counted, draft: null, changed };
  });
  if (Object.keys(found).length > 0) kept.publish(found);
  return entries;
}

/**
 * How a question stands: open, seen (answered, and nobody scores it yet), right, partly, wrong. By the
 * answer that the result counts, so that both say the same; a second try shows in the question alone.
 */
function stateOfEntry({ item, counted, draft }, form) {
  if (counted) return stateOfScore(points(item, counted.choice));
  return form && draft && fits(item, draft.choice) ? "seen" : "open";
}
