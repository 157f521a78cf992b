// Voices on the same question, two of them side by side. After _common.js; data from disputes.py.

const BOARD = "whosays:board:";

function render({ model, el: host }) {
  const t = model.get("strings"),
    kinds = model.get("kinds"),
    original = model.get("original");
  const prefix = `${BOARD}${model.get("case_id")}:`;
  const note = statusRegion("ws-note");
  let unreadable = false,
    writing = false;

  const warn = () => {
    note.textContent = !store.usable()
      ? t.storage_refused
      : store.state === "full"
        ? t.storage_full
        : unreadable
          ? t.storage_corrupt
          : "";
  };

  /** What was done before with a question, as far as it still fits. */
  const load = ({ id, cells }) => {
    const nothing = { chosen: [], guess: "", shown: false };
    const stored = store.get(prefix + id);
    const record = stored === undefined ? model.get("choices")?.[id] : stored;
    if (record === undefined) return nothing;
    const { chosen, guess, shown } = record ?? {};
    const fits =
      Array.isArray(chosen) &&
      chosen.length <= 2 &&
      new Set(chosen).size === chosen.length &&
      chosen.every((name) => cells.some((cell) => cell.id === name)) &&
      ["", ...kinds].includes(guess);
    unreadable ||= !fits;
    const whole = shown === true && chosen?.length === 2;
    return fits ? { chosen: [...chosen], guess, shown: whole } : nothing;
  };

  // --- what is said ---

  const fact = (name, value) =>
    value && el("div", null, el("dt", null, name), el("dd", null, value));

  const saidView = (cell, { texts, words, place }) => [
    texts.map((text) => el("p", { class: "ws-proposition" }, text)),
    words.map(({ lang, text }) =>
      el("p", { class: "ws-wording" }, el(cell.url ? "span" : "q", { lang }, text)),
    ),
    el(
      "p",
      { class: "ws-place" },
      cell.url
        ? [el("a", { href: cell.url, rel: "noreferrer" }, place), ` ${cell.read_on}`]
        : place,
    ),
  ];

  const cellView = (cell, box) =>
    el(
      "li",
      { class: cell.no_answer ? "ws-cell-silent" : "ws-cell-says", "data-cell": cell.id },
      el("label", { class: "ws-voice-name" }, box, el("span", null, cell.name)),
      cell.no_answer && el("p", null, el("strong", null, t.silent), " ", cell.no_answer),
      cell.says.map((said) => saidView(cell, said)),
      el(
        "dl",
        null,
        fact(t.figure, cell.figure),
        fact(t.counted, cell.counted),
        fact(
          t.as_of,
          cell.as_of_words && [
            cell.as_of,
            " (",
            el("q", { lang: original }, cell.as_of_words),
            ")",
          ],
        ),
        fact(t.when, cell.when),
      ),
    );

  const relationView = ({ type, by, marker, rationale }) =>
    el(
      "div",
      { class: "ws-relation" },
      el("p", null, el("strong", null, `${t[`type_${type}`]}.`), " ", rationale),
      type !== "no_answer" &&
        el(
          "p",
          { class: "ws-by" },
          t[`by_${by}`],
          marker.map(({ lang, text }, n) => [n ? ", " : " (", el("q", { lang }, text)]),
          marker.length > 0 && ")",
          ".",
        ),
    );

  // --- one question ---

  const card = (question) => {
    const { cells, pairs } = question;
    let chosen, guess, shown;
    const nameOf = (id) => cells.find((cell) => cell.id === id).name;
    const both = (first, second) =>
      fill(t.chosen, { first: nameOf(first), second: nameOf(second) });

    const choose = (id, wanted) => {
      chosen = wanted ? [...chosen, id] : chosen.filter((name) => name !== id);
      // A third voice takes the place of the first.
      const gone = chosen.length > 2 && chosen.shift();
      keep({ guess: "", shown: false });
      draw(gone);
    };

    const keep = (news) => {
      ({ guess, shown } = { guess, shown, ...news });
      const record = { chosen, guess, shown };
      writing = true;
      store.set(prefix + question.id, record);
      writing = false;
      model.set("choices", { ...model.get("choices"), [question.id]: record });
      model.save_changes();
      warn();
    };

    const draw = (gone) => {
      boxes.forEach((box) => (box.checked = chosen.includes(box.value)));
      const line =
        chosen.length === 2
          ? both(...chosen)
          : chosen.length
            ? fill(t.choose_one_more, { name: nameOf(chosen[0]) })
            : t.choose_two;
      said.textContent = gone ? `${line} (${fill(t.gave_way, { name: nameOf(gone) })})` : line;
      select.value = guess;
      select.disabled = chosen.length < 2;
      button.setAttribute("aria-disabled", String(chosen.length < 2));
      result.replaceChildren(...(shown ? found() : []));
    };

    const found = () => {
      // Relations stand under the two in the order of the cells.
      const names = cells.map((cell) => cell.id).filter((id) => chosen.includes(id));
      const relations = pairs[names.join(" ")];
      const right = relations.some(({ kind }) => kind === guess);
      const told = !right
        ? fill(t.guessed_other, { kind: t[`kind_${guess}`] })
        : relations.filter(({ kind }) => kind !== "contrast").length > 1
          ? t.guessed_one
          : t.guessed_same;
      const answer = guess ? [el("p", { class: "ws-guessed" }, told)] : [];
      return [...answer, ...relations.map(relationView)];
    };

    const restore = () => {
      ({ chosen, guess, shown } = load(question));
      draw();
    };

    const boxes = cells.map(({ id }) =>
      el("input", {
        type: "checkbox",
        value: id,
        change: (event) => choose(id, event.target.checked),
      }),
    );
    const said = statusRegion("ws-pair");
    const select = el(
      "select",
      {
        id: uid(),
        change: () => {
          keep({ guess: select.value, shown: false });
          draw();
        },
      },
      el("option", { value: "" }, t.no_guess),
      kinds.map((kind) => el("option", { value: kind }, t[`kind_${kind}`])),
    );
    const button = el("button", { type: "submit", class: "ws-button" }, t.show);
    const result = statusRegion("ws-found");
    const show = (event) => {
      event.preventDefault();
      if (chosen.length < 2) return;
      keep({ shown: true });
      draw();
    };

    // Filled when opened: most readers look at one or two pairs.
    const all = el(
      "details",
      {
        toggle: () => {
          if (all.children.length > 1) return;
          all.append(
            el(
              "ul",
              null,
              Object.entries(pairs).map(([names, relations]) =>
                el(
                  "li",
                  null,
                  el("p", { class: "ws-pair" }, both(...names.split(" "))),
                  relations.map(relationView),
                ),
              ),
            ),
          );
        },
      },
      el("summary", null, t.all_pairs),
    );

    const node = el(
      "li",
      { class: "ws-dispute", "data-question": question.id },
      el(
        "form",
        { submit: show },
        el(
          "fieldset",
          null,
          el(
            "legend",
            null,
            el("strong", null, question.text),
            el("span", { class: "ws-label" }, t.voices),
          ),
          el(
            "ul",
            { class: "ws-cells" },
            cells.map((cell, n) => cellView(cell, boxes[n])),
          ),
        ),
        el(
          "div",
          { class: "ws-relate" },
          said,
          el("p", { class: "ws-guess" }, el("label", { for: select.id }, t.guess), select, button),
          result,
        ),
      ),
      all,
    );
    restore();
    return { node, restore };
  };

  const cards = model.get("questions").map(card);
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
  const elsewhere = (event) => {
    const key = event.type === "storage" ? event.key : event.detail;
    if (writing || (key !== null && !key.startsWith(prefix))) return;
    model.set("choices", {});
    cards.forEach(({ restore }) => restore());
  };
  const events = ["whosays:stored", "storage"];
  events.forEach((name) => window.addEventListener(name, elsewhere));
  host.append(root);
  return () => {
    events.forEach((name) => window.removeEventListener(name, elsewhere));
    root.remove();
  };
}

export default { render };
