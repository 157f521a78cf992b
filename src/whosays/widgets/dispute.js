// Voices on the same question, two of them side by side. After _common.js and the dispute_*.js; data
// from disputes.py.

const BOARD = "whosays:board:";

/** A stored choice as far as it still fits a question; null where it does not. */
function fittingChoice(record, { cells }, kinds) {
  const { chosen, guess, shown } = record ?? {};
  const fits =
    Array.isArray(chosen) &&
    chosen.length <= 2 &&
    new Set(chosen).size === chosen.length &&
    chosen.every((name) => cells.some((cell) => cell.id === name)) &&
    ["", ...kinds].includes(guess);
  return fits ? { chosen, guess, shown: shown === true && chosen.length === 2 } : null;
}

/** What the reader's browser and, in a live notebook, the model keep of the choices. */
function keptChoices(model, kinds) {
  const below = storeBelow(`${BOARD}${model.get("case_id")}:`);
  let unreadable = false;
  return {
    /** What was done before with a question. */
    load(question) {
      const stored = below.get(question.id);
      // By way of the entries: an id may be the name of something that every object has.
      const live = new Map(Object.entries(model.get("choices") ?? {}));
      const record = stored === undefined ? live.get(question.id) : stored;
      const choice = fittingChoice(record, question, kinds);
      if (record !== undefined && !choice) unreadable = true;
      return choice ?? { chosen: [], guess: "", shown: false };
    },
    keep(id, choice) {
      below.set(id, choice);
      model.set("choices", { ...model.get("choices"), [id]: choice });
      model.save_changes();
    },
    unreadable: () => unreadable,
    whenChanged: below.whenChanged,
  };
}

function render({ model, el: host }) {
  const t = model.get("strings");
  const kinds = model.get("kinds");
  const kept = keptChoices(model, kinds);
  const note = statusRegion("ws-note");
  const warn = () => {
    note.textContent = storageNote(t, kept.unreadable());
  };
  const board = {
    t,
    kinds,
    original: model.get("original"),
    load: kept.load,
    keep(id, choice) {
      kept.keep(id, choice);
      warn();
    },
  };
  const cards = model.get("questions").map((question) => card(question, board));
  const titleId = uid();
  const root = el(
    "div",
    {
      class: "ws-widget ws-board",
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
    },
    el("p", { class: "ws-title", id: titleId }, t.title),
    el("p", null, t.intro),
    note,
    el(
      "ol",
      { class: "ws-questions" },
      cards.map(({ node }) => node),
    ),
  );
  warn();

  // Deleted in "My results", or changed in another tab.
  const stop = kept.whenChanged(() => {
    model.set("choices", {});
    for (const each of cards) each.restore();
  });
  host.append(root);
  return () => {
    stop();
    root.remove();
  };
}

export default { render };
