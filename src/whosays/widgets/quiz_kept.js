// What the reader's browser and, in a live notebook, the model keep of the answers to a quiz.

const EMPTY = { v: 1, attempts: [] };

/**
 * The answers behind a quiz, as {load, publish, keepDraft, keepAttempt, unreadable()}: records by
 * item id, as results.py describes them.
 */
function keptAnswers(model, review) {
  let unreadable = false;

  /** All that is known of an item, from the browser and from the model, in one record. */
  const load = (id) => {
    const stored = store.get(ANSWER + id);
    if (stored !== undefined && !isRecord(stored)) unreadable = true;
    const live = model.get("answers")?.[id];
    const records = [stored, live].filter((record) => record !== undefined && isRecord(record));
    return records.length === 2 ? merged(...records) : (records[0] ?? EMPTY);
  };

  const publish = (records) => {
    model.set("answers", { ...model.get("answers"), ...records });
    model.save_changes();
  };

  return {
    load,
    publish,
    keepDraft(id, draft) {
      const { attempts } = load(id);
      store.set(ANSWER + id, { v: 1, attempts, draft: { ...draft, review } });
    },
    keepAttempt(id, attempt) {
      const record = { v: 1, attempts: [...load(id).attempts, attempt] };
      store.set(ANSWER + id, record);
      publish({ [id]: record });
    },
    unreadable: () => unreadable,
  };
}

/**
 * The answers to a form, which are kept together, as {load, publish, keepDraft, handIn, handedIn,
 * unreadable}: until it is handed in an answer is a draft, afterwards the only attempt.
 */
function keptForm(model, name) {
  const stored = store.get(FORM + name);
  let form = stored !== undefined && isForm(stored) ? stored : { v: 1, answers: {} };
  const handedIn = () => Boolean(form.at);
  const keep = (changed) => {
    form = changed;
    store.set(FORM + name, form);
  };
  const publish = (records) => {
    model.set("answers", records);
    model.save_changes();
  };
  return {
    load(id) {
      const answer = form.answers[id];
      if (!answer) return EMPTY;
      return handedIn() ? { v: 1, attempts: [answer] } : { v: 1, attempts: [], draft: answer };
    },
    publish,
    keepDraft(id, { choice, confidence }) {
      // A question that came into the bank later changes nothing of what was handed in.
      if (handedIn()) return;
      const { [id]: _, ...others } = form.answers;
      const answer = { at: new Date().toISOString(), choice, confidence };
      keep({ v: 1, answers: choice === null ? others : { ...others, [id]: answer } });
    },
    /** Keeps the attempts by item id as what was handed in. */
    handIn(answers) {
      keep({ v: 1, at: new Date().toISOString(), answers });
      publish(
        Object.fromEntries(Object.entries(answers).map(([id, a]) => [id, { v: 1, attempts: [a] }])),
      );
    },
    handedIn,
    unreadable: () => stored !== undefined && !isForm(stored),
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
 * The questions as the reader left them, as {item, shown, counted, draft}: the attempt on display, the
 * one that counts in this round (the first), and what is chosen and not checked; each may be null.
 */
function entriesOf(items, kept, review) {
  const found = {};
  const entries = items.map((item) => {
    const record = kept.load(item.id);
    const { draft } = record;
    if (record.attempts.length > 0) found[item.id] = record;
    const attempts = ofSitting(record.attempts, review).filter((a) => fits(item, a.choice));
    if (draft && Boolean(draft.review) === review) {
      return { item, shown: null, counted: null, draft };
    }
    const counted = attempts.findLast((a) => !a.retry) ?? attempts[0] ?? null;
    return { item, shown: attempts.at(-1) ?? null, counted, draft: null };
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
