// What the reader's browser and, in a live notebook, the model keep of the answers to a quiz.

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
    return records.length === 2 ? merged(...records) : (records[0] ?? { v: 1, attempts: [] });
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

/** Attempts of this sitting: a review starts afresh every day and apart from the first quiz. */
function ofSitting(attempts, review) {
  const today = new Date().toDateString();
  return attempts.filter(
    (a) => Boolean(a.review) === review && (!review || new Date(a.at).toDateString() === today),
  );
}

/** Brings the questions back to where the reader left them; notes the attempts that count. */
function restore(cards, kept, { review, counted }) {
  const restored = {};
  for (const card of cards) {
    const { id } = card.item;
    const record = kept.load(id);
    const { draft } = record;
    const attempts = ofSitting(record.attempts, review).filter((a) => fits(card.item, a.choice));
    if (draft && Boolean(draft.review) === review) card.draft(draft);
    else if (attempts.length > 0) {
      counted.set(id, attempts.findLast((a) => !a.retry) ?? attempts[0]);
      card.show(attempts.at(-1));
    }
    if (record.attempts.length > 0) restored[id] = record;
  }
  if (Object.keys(restored).length > 0) kept.publish(restored);
}
