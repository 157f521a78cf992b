// A set of questions: all on the page at once, each with its own Check button.
// After _common.js and _answers.js; the scoring is that of scoring.py.

const SIGN = { right: "✓", wrong: "✗", missed: "○" };

// --- scoring of one item ---

/** Words of a text (runs without white space) as [start, end]. */
function wordsOf(text) {
  return [...text.matchAll(/[^ \t\r\n]+/g)].map((m) => [m.index, m.index + m[0].length]);
}

/** Start of the nth occurrence of a quotation, or -1. */
function place(text, { quote, nth = 1 }) {
  let start = -1;
  for (let n = 0; n < nth; n++) {
    start = text.indexOf(quote, start + 1);
    if (start < 0) return -1;
  }
  return start;
}

const joined = (parts) => parts.map((part) => part.text).join(" ");

/** For each quotation the positions of the words it touches, counted through the passage. */
function spans(item, quotes) {
  const text = joined(item.passage.text),
    places = wordsOf(text);
  return quotes.map((entry) => {
    const start = place(text, entry),
      end = start + entry.quote.length;
    return places.flatMap(([a, b], n) => (start >= 0 && a < end && b > start ? [n] : []));
  });
}

function marked(item, choice) {
  const targets = spans(item, item.targets);
  const hit = (target) => target.some((word) => choice.includes(word));
  return {
    found: targets.flatMap((target, n) => (hit(target) ? [n] : [])),
    missed: targets.flatMap((target, n) => (hit(target) ? [] : [n])),
    extra: choice.filter((word) => !targets.some((target) => target.includes(word))),
  };
}

/** Share of an item that is right (0 to 1); null for a reflection. */
function points(item, choice) {
  const share = (list, test) => list.filter(test).length / list.length;
  switch (item.type) {
    case "single":
      return item.options.some((o) => o.id === choice && o.correct) ? 1 : 0;
    case "multiple":
      return share(item.options, (o) => o.correct === choice.includes(o.id));
    case "classify":
      return share(item.statements, (s) => choice[s.id] === s.category);
    case "match":
      return share(item.pairs, (p) => choice[p.left] === p.right);
    case "estimate":
      return choice >= item.low && choice <= item.high ? 1 : 0;
    case "mark": {
      const { found, missed, extra } = marked(item, choice);
      return found.length / (found.length + missed.length + extra.length);
    }
    case "order": {
      const pairs = item.right.flatMap((a, i) => item.right.slice(i + 1).map((b) => [a, b]));
      return share(pairs, ([a, b]) => choice.indexOf(a) < choice.indexOf(b));
    }
    default:
      return null;
  }
}

/** Whether a stored choice still fits the item, which may have been rewritten since. */
function fits(item, choice) {
  const ids = (list) => list.map((entry) => entry.id);
  const among = (list, known) =>
    Array.isArray(list) &&
    list.length > 0 &&
    new Set(list).size === list.length &&
    list.every((x) => known.includes(x));
  const map = (keys, values) =>
    choice !== null &&
    typeof choice === "object" &&
    keys.every((key) => values.includes(choice[key]));
  switch (item.type) {
    case "single":
      return ids(item.options).includes(choice);
    case "multiple":
      return among(choice, ids(item.options));
    case "classify":
      return map(ids(item.statements), ids(item.categories));
    case "match":
      return map(ids(item.left), ids(item.right));
    case "order":
      return among(choice, item.right) && choice.length === item.right.length;
    case "mark":
      return among(
        choice,
        wordsOf(joined(item.passage.text)).map((_, n) => n),
      );
    case "estimate":
      return typeof choice === "number" && isFinite(choice);
    default:
      return typeof choice === "string";
  }
}

/** Number as a reader types it: 12,000 or 12.000 or 12 000; 0.5 or 0,5. Null if it is none. */
function parseNumber(text) {
  const bare = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/^\u2212/, "-");
  // Groups of three are thousands in either language, unless they follow a lone zero (0.125).
  const grouped = /^-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$/.test(bare);
  const number = grouped ? bare.replace(/[.,]/g, "") : bare.replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(number) ? Number(number) : null;
}

// --- the passage ---

/** The passage with its label, and a way to light up words in it. */
function passageView(item, t) {
  const passage = item.passage;
  const columns = [passage.text, passage.translation].map((parts) => ({
    parts,
    nodes: parts.map((part) => el("p", { lang: part.lang }, part.text)),
  }));
  const [text, translation] = columns;
  const light = (quotes) => {
    for (const { parts, nodes } of columns) {
      const whole = joined(parts);
      const ranges = quotes
        .map((entry) => [place(whole, entry), entry.quote.length])
        .filter(([start]) => start >= 0)
        .map(([start, length]) => [start, start + length])
        .sort((a, b) => a[0] - b[0]);
      let offset = 0;
      nodes.forEach((node, n) => {
        const part = parts[n].text;
        const pieces = [];
        let at = 0;
        for (const [a, b] of ranges) {
          const from = Math.max(a - offset, at),
            to = Math.min(b - offset, part.length);
          if (from >= to) continue;
          pieces.push(part.slice(at, from), el("mark", null, part.slice(from, to)));
          at = to;
        }
        node.replaceChildren(...pieces, part.slice(at));
        offset += part.length + 1;
      });
    }
  };
  // Sentences that are left out are no part of what is counted or lit up.
  const shown = ({ parts, nodes }) =>
    nodes.flatMap((node, n) =>
      parts[n].gap ? [el("p", { class: "ws-gap" }, "[…]"), node] : [node],
    );
  const [first, second] = passage.translation_first ? [translation, text] : [text, translation];
  const node = el(
    "figure",
    { class: passage.made_up ? "ws-passage ws-made-up" : "ws-passage" },
    el("figcaption", null, passage.made_up ? t.made_up : t.from_article),
    el("blockquote", null, shown(first)),
    second.nodes.length > 0 &&
      el(
        "div",
        { class: "ws-translation" },
        el("span", { class: "ws-label" }, t[passage.second]),
        shown(second),
      ),
  );
  return { node, light, text };
}

// --- controls: each has a node, read() (null: not complete yet), draft(), write(choice) ---

/** One radio button or checkbox with its label as a large target. */
function choiceBox(type, name, value, label, className = "ws-choice") {
  const input = el("input", { type, name, value });
  return { input, node: el("label", { class: className }, input, el("span", null, label)) };
}

const controls = {
  single(item) {
    const name = uid();
    const boxes = item.options.map((o) => choiceBox("radio", name, o.id, inline(o.text)));
    const read = () => boxes.find((box) => box.input.checked)?.input.value ?? null;
    return {
      node: boxes.map((box) => box.node),
      read,
      draft: read,
      write: (choice) => boxes.forEach((b) => (b.input.checked = b.input.value === choice)),
      sign: (choice) =>
        boxes.forEach((b, n) =>
          b.node.classList.toggle(
            item.options[n].correct ? "ws-is-right" : "ws-is-wrong",
            b.input.value === choice,
          ),
        ),
    };
  },

  multiple(item) {
    const name = uid();
    const boxes = item.options.map((o) => choiceBox("checkbox", name, o.id, inline(o.text)));
    const draft = () => boxes.filter((box) => box.input.checked).map((box) => box.input.value);
    return {
      node: boxes.map((box) => box.node),
      draft,
      hint: "hint_multiple",
      read: () => (draft().length ? draft() : null),
      write: (choice) =>
        boxes.forEach((b) => (b.input.checked = choice?.includes?.(b.input.value))),
      sign: (choice) =>
        boxes.forEach((b, n) => {
          const chosen = choice.includes(b.input.value);
          b.node.classList.toggle("ws-is-right", chosen && item.options[n].correct);
          b.node.classList.toggle("ws-is-wrong", chosen && !item.options[n].correct);
        }),
    };
  },

  classify(item) {
    const rows = item.statements.map((statement) => {
      const name = uid();
      const boxes = item.categories.map((c) =>
        choiceBox("radio", name, c.id, inline(c.text), "ws-choice ws-pill"),
      );
      return {
        statement,
        boxes,
        node: el(
          "fieldset",
          { class: "ws-row" },
          el("legend", null, inline(statement.text)),
          el(
            "div",
            { class: "ws-pills" },
            boxes.map((box) => box.node),
          ),
        ),
      };
    });
    const draft = () =>
      Object.fromEntries(
        rows.flatMap(({ statement, boxes }) => {
          const box = boxes.find((b) => b.input.checked);
          return box ? [[statement.id, box.input.value]] : [];
        }),
      );
    return {
      node: rows.map((row) => row.node),
      draft,
      hint: "hint_classify",
      read: () => (Object.keys(draft()).length === rows.length ? draft() : null),
      write: (choice) =>
        rows.forEach(({ statement, boxes }) =>
          boxes.forEach((b) => (b.input.checked = b.input.value === choice?.[statement.id])),
        ),
      sign: (choice) =>
        rows.forEach(({ statement, boxes }) =>
          boxes.forEach((b) => {
            const chosen = choice[statement.id] === b.input.value;
            const right = statement.category === b.input.value;
            b.node.classList.toggle("ws-is-right", chosen && right);
            b.node.classList.toggle("ws-is-wrong", chosen && !right);
          }),
        ),
    };
  },

  match(item, t) {
    const letter = (n) => String.fromCharCode(65 + n);
    const rows = item.left.map((entry) => {
      const id = uid();
      const select = el(
        "select",
        { id },
        el("option", { value: "" }, t.choose),
        item.right.map((r, n) =>
          el(
            "option",
            { value: r.id },
            `${letter(n)}: ${el("span", null, inline(r.text)).textContent}`,
          ),
        ),
      );
      return {
        entry,
        select,
        node: el("div", { class: "ws-row" }, el("label", { for: id }, inline(entry.text)), select),
      };
    });
    const draft = () =>
      Object.fromEntries(
        rows.filter((row) => row.select.value).map((row) => [row.entry.id, row.select.value]),
      );
    return {
      node: [
        el(
          "ul",
          { class: "ws-partners" },
          item.right.map((r, n) =>
            el("li", null, el("strong", null, `${letter(n)}: `), inline(r.text)),
          ),
        ),
        rows.map((row) => row.node),
      ],
      draft,
      hint: "hint_match",
      read: () => (Object.keys(draft()).length === rows.length ? draft() : null),
      write: (choice) =>
        rows.forEach((row) => {
          const known = item.right.some((r) => r.id === choice?.[row.entry.id]);
          row.select.value = known ? choice[row.entry.id] : "";
        }),
      sign: (choice) =>
        rows.forEach((row) => {
          const pair = item.pairs.find((p) => p.left === row.entry.id);
          const right = choice[row.entry.id] === pair.right;
          row.node.classList.toggle("ws-is-right", right);
          row.node.classList.toggle("ws-is-wrong", !right);
        }),
    };
  },

  order(item, t, changed, say) {
    const list = el("ol", { class: "ws-order" });
    const rows = new Map(
      item.entries.map((entry) => {
        const text = el("span", null, inline(entry.text));
        const move = (step, sign, name) =>
          el(
            "button",
            {
              type: "button",
              "aria-label": fill(t[name], { text: text.textContent }),
              click: (event) => shift(entry.id, step, event.currentTarget),
            },
            el("span", { "aria-hidden": "true" }, sign),
          );
        return [
          entry.id,
          el(
            "li",
            { "data-id": entry.id },
            text,
            el("span", { class: "ws-moves" }, move(-1, "↑", "move_up"), move(1, "↓", "move_down")),
          ),
        ];
      }),
    );
    const draft = () => [...list.children].map((row) => row.dataset.id);
    const edges = () =>
      [...list.children].forEach((row, n) => {
        const [up, down] = row.querySelectorAll("button");
        // Not `disabled`: a button that disables itself loses the keyboard's place.
        up.setAttribute("aria-disabled", n === 0);
        down.setAttribute("aria-disabled", n === rows.size - 1);
      });
    const shift = (id, step, button) => {
      const row = rows.get(id),
        to = draft().indexOf(id) + step;
      if (to < 0 || to >= rows.size) return;
      list.insertBefore(row, step < 0 ? list.children[to] : list.children[to].nextSibling);
      edges();
      button.focus();
      say(fill(t.moved, { text: row.firstChild.textContent, position: to + 1, all: rows.size }));
      changed();
    };
    const write = (choice) => {
      const known =
        Array.isArray(choice) &&
        choice.length === rows.size &&
        choice.every((id) => rows.has(id)) &&
        new Set(choice).size === rows.size;
      list.replaceChildren(
        ...(known ? choice : item.entries.map((e) => e.id)).map((id) => rows.get(id)),
      );
      edges();
    };
    write(null);
    return {
      node: list,
      draft,
      read: draft,
      write,
      hint: "hint_order",
      sign: (choice) =>
        choice.forEach((id, n) => {
          rows.get(id).classList.toggle("ws-is-right", item.right[n] === id);
          rows.get(id).classList.toggle("ws-is-wrong", item.right[n] !== id);
        }),
    };
  },

  mark(item, t, changed, say, passage) {
    const buttons = [];
    item.passage.text.forEach((part, n) => {
      const pieces = wordsOf(part.text).map(([a, b]) => {
        const position = buttons.length;
        const button = el(
          "button",
          {
            type: "button",
            class: "ws-word",
            "aria-pressed": "false",
            tabindex: position ? -1 : 0,
            click: () => {
              button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
              goto(position);
              changed();
            },
            keydown: (event) => {
              const to = {
                ArrowRight: position + 1,
                ArrowDown: position + 1,
                ArrowLeft: position - 1,
                ArrowUp: position - 1,
                Home: 0,
                End: buttons.length - 1,
              }[event.key];
              if (to === undefined) return;
              event.preventDefault();
              goto(Math.min(Math.max(to, 0), buttons.length - 1));
            },
          },
          part.text.slice(a, b),
        );
        buttons.push(button);
        return [button, " "];
      });
      passage.text.nodes[n].replaceChildren(...pieces.flat());
    });
    // One tab stop for all words; the arrow keys go from word to word.
    const goto = (position) => {
      buttons.forEach((button, n) => button.setAttribute("tabindex", n === position ? 0 : -1));
      buttons[position].focus();
    };
    const draft = () =>
      buttons.flatMap((b, n) => (b.getAttribute("aria-pressed") === "true" ? [n] : []));
    return {
      node: passage.node,
      draft,
      hint: "hint_mark",
      read: () => (draft().length ? draft() : null),
      write: (choice) =>
        buttons.forEach((button, n) =>
          button.setAttribute("aria-pressed", Boolean(choice?.includes?.(n))),
        ),
      sign: (choice) => {
        const targets = spans(item, item.targets);
        buttons.forEach((button, n) => {
          const target = targets.find((words) => words.includes(n));
          const found = target?.some((word) => choice.includes(word));
          const state = found ? "right" : target ? "missed" : choice.includes(n) ? "wrong" : null;
          button.querySelector(".ws-sign")?.remove();
          if (!state) return;
          button.classList.add(`ws-is-${state}`);
          if (!target || n === target[0]) button.prepend(signOf(state, t));
        });
      },
      unsign: () => buttons.forEach((button) => button.querySelector(".ws-sign")?.remove()),
    };
  },

  estimate(item, t) {
    const id = uid();
    const input = el("input", { id, type: "text", inputmode: "decimal", autocomplete: "off" });
    return {
      node: el(
        "p",
        { class: "ws-estimate" },
        el("label", { for: id }, t.your_estimate),
        " ",
        input,
        item.unit && [" ", el("span", null, inline(item.unit))],
      ),
      draft: () => input.value,
      read: () => parseNumber(input.value),
      incomplete: "incomplete_number",
      write: (choice) =>
        (input.value = typeof choice === "number" || typeof choice === "string" ? choice : ""),
      sign: () => {},
    };
  },

  reflect(item, t) {
    const id = uid();
    const area = el("textarea", { id, rows: 4 });
    return {
      node: el("p", { class: "ws-reflect" }, el("label", { for: id }, t.your_thoughts), area),
      draft: () => area.value,
      read: () => area.value,
      write: (choice) => (area.value = typeof choice === "string" ? choice : ""),
      sign: () => {},
    };
  },
};

/** A sign for the eye and its meaning for a screen reader. */
function signOf(state, t) {
  return el(
    "span",
    { class: "ws-sign" },
    el("span", { "aria-hidden": "true" }, SIGN[state]),
    el("span", { class: "ws-hidden" }, `${t[`sign_${state}`]} `),
  );
}

// --- feedback: for each type what to say to a choice, and everything there is to say ---

/**
 * `said`: what to tell the reader about this choice; `all`: every answer with its reason. Lines are
 * {state, subject, text, words}; the words are lit up in the passage.
 */
function feedback(item, choice, t, lang) {
  const named = (list, id) => list.find((entry) => entry.id === id)?.text ?? "";
  switch (item.type) {
    case "single":
    case "multiple": {
      const all = item.options.map((o) => ({
        id: o.id,
        state: o.correct ? "right" : "wrong",
        subject: o.text,
        text: o.feedback,
        words: o.words,
      }));
      const chosen = [choice].flat();
      const misjudged = all
        .filter((line) => (line.state === "right") !== chosen.includes(line.id))
        .map((line) => ({ ...line, state: line.state === "right" ? "missed" : "wrong" }));
      const made = all.filter((line) => chosen.includes(line.id));
      // To a single choice the verdict above says it all: no second sign.
      if (item.type === "single")
        return { said: made.map((line) => ({ ...line, state: null })), all };
      return { said: misjudged.length ? misjudged : made, all };
    }
    case "classify": {
      const line = (s, category) => ({
        id: s.id,
        state: category === s.category ? "right" : "wrong",
        words: s.words,
        subject: s.text,
        answer: named(item.categories, category),
        text: typeof s.feedback === "string" ? s.feedback : s.feedback[category],
      });
      const said = item.statements.map((s) => line(s, choice[s.id]));
      return { said, all: item.statements.map((s) => line(s, s.category)) };
    }
    case "match": {
      const line = (p, right) => ({
        state: right === p.right ? "right" : "wrong",
        subject: named(item.left, p.left),
        answer: named(item.right, right),
        text: p.feedback,
      });
      return {
        said: item.pairs.map((p) => line(p, choice[p.left])),
        all: item.pairs.map((p) => line(p, p.right)),
      };
    }
    case "order": {
      const line = (id, n) => {
        const entry = item.entries.find((e) => e.id === id);
        return {
          state: item.right[n] === id ? "right" : "wrong",
          subject: entry.text,
          text: entry.feedback,
        };
      };
      return { said: choice.map(line), all: item.right.map(line) };
    }
    case "mark": {
      const { found, missed, extra } = marked(item, choice);
      const decoys = item.decoys ?? [],
        where = spans(item, decoys);
      const tempted = decoys.filter((_, n) => where[n].some((word) => extra.includes(word)));
      const other = extra.some((word) => !where.some((words) => words.includes(word)));
      const line = (state) => (entry) => ({
        state,
        subject: entry.quote,
        quoted: true,
        text: entry.feedback ?? "",
      });
      return {
        said: [
          { text: item.feedback },
          ...tempted.map(line("wrong")),
          ...(other ? [{ state: "wrong", text: item.otherwise }] : []),
          ...missed.map((n) => line("missed")(item.targets[n])),
          ...found.map((n) => line("right")(item.targets[n])).filter((l) => l.text),
        ],
        all: [...item.targets.map(line("right")), ...decoys.map(line("wrong"))],
      };
    }
    case "estimate": {
      const band = choice < item.low ? "too_low" : choice > item.high ? "too_high" : "close";
      const answer = `${item.answer.toLocaleString(localeOf(lang))} ${item.unit ?? ""}`.trim();
      return {
        said: [{ text: item.feedback[band] }],
        all: [{ state: "right", subject: answer, text: item.feedback.close }],
      };
    }
    default:
      return {
        said: [
          { subject: t.model_answer, text: item.model_answer },
          { subject: t.look_for, list: item.look_for },
        ],
        all: [],
      };
  }
}

/** Words of the passage in quotation marks, in the language in which they stand there. */
function quoted(item, words) {
  const { text, translation } = item.passage;
  const { lang } = joined(text).includes(words) ? text[0] : (translation[0] ?? text[0]);
  return el("q", { lang }, words.replace(/\.$/, ""));
}

function lineView(line, item, t) {
  return el(
    "li",
    { class: line.state ? `ws-line ws-is-${line.state}` : "ws-line" },
    line.state && signOf(line.state, t),
    el(
      "div",
      null,
      line.subject &&
        el(
          "p",
          { class: "ws-subject" },
          line.quoted ? quoted(item, line.subject) : inline(line.subject),
          line.answer && [" → ", el("strong", null, inline(line.answer))],
        ),
      line.text && el("p", null, inline(line.text)),
      line.list &&
        el(
          "ul",
          null,
          line.list.map((entry) => el("li", null, inline(entry))),
        ),
      line.words &&
        el(
          "p",
          { class: "ws-look" },
          t.look_at,
          " ",
          line.words.map((entry, n) => [n ? ", " : "", quoted(item, entry.quote)]),
          ".",
        ),
    ),
  );
}

// --- one question ---

/** How sure one is: drawn once, and copied for each question, which is faster by far. */
function confidenceScale(steps, t) {
  return el(
    "fieldset",
    { class: "ws-confidence" },
    el("legend", null, t.how_sure),
    el(
      "div",
      { class: "ws-pills" },
      steps.map(
        (step) =>
          choiceBox(
            "radio",
            "",
            step,
            [`${step} %`, el("small", null, t[`sure_${step}`])],
            "ws-choice ws-pill",
          ).node,
      ),
    ),
  );
}

function card(item, number, quiz) {
  const { t, lang } = quiz;
  let shown = null; // the attempt on display, or null while the question is open
  let retry = false;
  let checkedAt = 0;

  const passage = item.passage && passageView(item, t);
  const status = statusRegion("ws-feedback");
  const moved = item.type === "order" && statusRegion("ws-hidden");
  const changed = () => quiz.keepDraft(item.id, { choice: control.draft(), confidence: sure() });
  const control = controls[item.type](
    item,
    t,
    changed,
    (text) => (moved.textContent = text),
    passage,
  );
  const hint = control.hint && el("p", { class: "ws-hint", id: uid() }, t[control.hint]);
  const answer = el(
    "fieldset",
    { class: "ws-answer", "aria-describedby": hint?.id },
    el("legend", null, inline(item.prompt)),
    hint,
    control.node,
  );

  const confidence = item.confidence && quiz.scale.cloneNode(true),
    name = uid();
  const steps = confidence ? [...confidence.querySelectorAll("input")] : [];
  steps.forEach((step) => (step.name = name));
  const sure = () => Number(steps.find((step) => step.checked)?.value) || null;
  const setSure = (value) => steps.forEach((step) => (step.checked = Number(step.value) === value));

  // One button for both, so that the keyboard's place is kept.
  const button = el("button", { type: "submit", class: "ws-button" });
  const more = el("div");

  const unsign = () => {
    node
      .querySelectorAll(".ws-is-right, .ws-is-wrong, .ws-is-missed")
      .forEach((marked) => marked.classList.remove("ws-is-right", "ws-is-wrong", "ws-is-missed"));
    control.unsign?.();
  };

  const open = () => {
    shown = null;
    unsign();
    if (item.type !== "mark") passage?.light([]);
    answer.disabled = false;
    if (confidence) confidence.disabled = false;
    status.replaceChildren();
    more.replaceChildren();
    button.textContent = item.type === "reflect" ? t.compare : t.check;
    node.dataset.state = "open";
  };

  const show = (attempt) => {
    shown = attempt;
    control.write(attempt.choice);
    setSure(attempt.confidence ?? null);
    answer.disabled = true;
    if (confidence) confidence.disabled = true;
    const { said, all } = feedback(item, attempt.choice, t, lang);
    const score = points(item, attempt.choice);
    const state = score === null ? "seen" : score === 1 ? "right" : score > 0 ? "partly" : "wrong";
    node.dataset.state = state;
    control.sign(attempt.choice);
    if (item.type !== "mark") passage?.light(said.flatMap((line) => line.words ?? []));
    status.replaceChildren(
      state === "seen"
        ? ""
        : el(
            "p",
            { class: "ws-verdict" },
            SIGN[state] && el("span", { class: "ws-sign", "aria-hidden": "true" }, SIGN[state]),
            fill(t[`verdict_${state}`], { share: Math.round(100 * score) }),
          ),
      el(
        "ul",
        { class: "ws-lines" },
        said.map((line) => lineView(line, item, t)),
      ),
    );
    more.replaceChildren();
    if (all.length) {
      // Filled when opened: nobody reads the reasons of five hundred questions at once.
      const details = el(
        "details",
        {
          toggle: () => {
            if (details.children.length === 1) {
              details.append(
                el(
                  "ul",
                  { class: "ws-lines" },
                  all.map((line) => lineView(line, item, t)),
                ),
              );
            }
          },
        },
        el("summary", null, t.all_answers),
      );
      more.append(details);
    }
    button.textContent = t.try_again;
  };

  const submit = (event) => {
    event.preventDefault();
    if (shown) {
      // The second of two quick presses would wipe the feedback before anybody has read it.
      if (Date.now() - checkedAt < 400) return;
      retry = true;
      open();
      setSure(null);
      return;
    }
    const choice = control.read();
    if (choice === null) {
      status.replaceChildren(el("p", null, t[control.incomplete ?? "incomplete"]));
      return;
    }
    checkedAt = Date.now();
    const attempt = { at: new Date().toISOString(), choice, points: points(item, choice) };
    if (sure()) attempt.confidence = sure();
    if (typeof item.signal === "boolean") {
      attempt.signal = item.signal;
      attempt.said = item.options.find((o) => o.id === choice).says_signal;
    }
    if (retry) attempt.retry = true;
    if (quiz.review) attempt.review = true;
    // What is about to be switched off must not take the keyboard's place with it.
    if (node.contains(document.activeElement)) button.focus({ preventScroll: true });
    show(attempt);
    quiz.keepAttempt(item.id, attempt);
    // Signs that come above may have moved it away.
    if (document.activeElement === button) button.scrollIntoView({ block: "nearest" });
  };

  const node = el(
    "li",
    { class: "ws-item", "data-item": item.id },
    el(
      "form",
      { submit, novalidate: true, input: changed },
      number && el("p", { class: "ws-label" }, fill(t.question, { number })),
      item.type !== "mark" && passage?.node,
      answer,
      moved,
      confidence,
      el("p", { class: "ws-actions" }, button),
      status,
      more,
    ),
  );
  open();

  return {
    item,
    node,
    answered: () => shown !== null,
    show,
    draft: ({ choice, confidence: value }) => {
      control.write(choice);
      setSure(value ?? null);
    },
    reset: () => {
      retry = false;
      open();
      control.write(null);
      setSure(null);
    },
  };
}

// --- the quiz ---

function render({ model, el: host }) {
  const t = model.get("strings"),
    lang = model.get("lang"),
    review = model.get("review");
  const note = statusRegion("ws-note");
  const progress = el("p", { class: "ws-progress" });
  const result = el("div", { class: "ws-result", role: "group", "aria-label": t.your_result });
  const cleared = statusRegion("ws-hidden");
  let unreadable = false;
  const counted = new Map(); // item id -> attempt that counts in this round: the first

  const warn = () => {
    note.textContent = !store.usable()
      ? t.storage_refused
      : store.state === "full"
        ? t.storage_full
        : unreadable
          ? t.storage_corrupt
          : "";
  };

  const load = (id) => {
    const stored = store.get(ANSWER + id);
    if (stored !== undefined && !isRecord(stored)) unreadable = true;
    const live = model.get("answers")?.[id];
    const records = [stored, live].filter((record) => record !== undefined && isRecord(record));
    return records.length === 2 ? merged(...records) : (records[0] ?? { v: 1, attempts: [] });
  };

  /** Attempts of this sitting: a review starts afresh every day and apart from the first quiz. */
  const sitting = (attempts) =>
    attempts.filter(
      (a) =>
        Boolean(a.review) === review &&
        (!review || new Date(a.at).toDateString() === new Date().toDateString()),
    );

  const quiz = {
    t,
    lang,
    review,
    scale: confidenceScale(model.get("confidence"), t),
    keepDraft(id, draft) {
      const { attempts } = load(id);
      store.set(ANSWER + id, { v: 1, attempts, draft: { ...draft, review } });
      warn();
    },
    keepAttempt(id, attempt) {
      const record = { v: 1, attempts: [...load(id).attempts, attempt] };
      store.set(ANSWER + id, record);
      if (!attempt.retry || !counted.has(id)) counted.set(id, attempt);
      publish({ [id]: record });
      update();
    },
  };

  const publish = (records) => {
    model.set("answers", { ...model.get("answers"), ...records });
    model.save_changes();
  };

  const update = () => {
    const answered = cards.filter((c) => c.answered()).length;
    progress.textContent = fill(t.progress, { answered, all: cards.length });
    const finished = !single && cards.every((c) => counted.has(c.item.id));
    result.hidden = !finished;
    if (finished) {
      result.replaceChildren(
        el("p", { class: "ws-subtitle" }, t.your_result),
        ...resultView(summary([...counted.values()]), t, lang).filter(Boolean),
        el("p", { class: "ws-hint" }, t.counted_first, " ", comeBack()),
      );
    }
    warn();
  };

  /** The next day on which one of these questions returns, said once and quietly. */
  const comeBack = () => {
    const days = cards.map((c) => nextReturn(load(c.item.id).attempts)).filter(Boolean);
    if (!days.length) return "";
    const date = new Intl.DateTimeFormat(localeOf(lang), {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    return fill(t.come_back, { date: date.format(Math.min(...days)) });
  };

  const cards = model.get("items").map((item, n, all) => card(item, all.length > 1 && n + 1, quiz));
  // A single question has no number, no progress, and "Try again" to start over; its verdict says
  // all that a result could.
  const single = cards.length === 1;
  const restored = {};
  for (const c of cards) {
    const record = load(c.item.id);
    const attempts = sitting(record.attempts).filter((a) => fits(c.item, a.choice));
    const draft = record.draft;
    if (draft && Boolean(draft.review) === review) c.draft(draft);
    else if (attempts.length) {
      counted.set(c.item.id, attempts.findLast((a) => !a.retry) ?? attempts[0]);
      c.show(attempts.at(-1));
    }
    if (record.attempts.length) restored[c.item.id] = record;
  }
  if (Object.keys(restored).length) publish(restored);

  const startOver = el(
    "button",
    {
      type: "button",
      class: "ws-button ws-quiet",
      click: () => {
        for (const c of cards) {
          // An empty draft keeps the question open after a reload; earlier attempts stay on record.
          if (c.answered()) quiz.keepDraft(c.item.id, { choice: null, confidence: null });
          c.reset();
        }
        counted.clear();
        update();
        cleared.textContent = t.started_over;
      },
    },
    t.start_over,
  );

  const titleId = uid();
  // A group, no section: landmarks of the same name, of which a page can have many, lead nowhere.
  const root = el(
    "div",
    {
      class: "ws-widget ws-quiz",
      role: "group",
      "aria-labelledby": titleId,
      "data-lm-suppress-shortcuts": "true",
      // Questions get their height when they come into view, in the frame after, and may push what
      // has the focus out of it.
      focusin: ({ target }) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(
            () => target.matches(":focus-visible") && target.scrollIntoView({ block: "nearest" }),
          ),
        ),
    },
    el("p", { class: "ws-title", id: titleId }, model.get("title")),
    !single && progress,
    note,
    el(
      "ol",
      { class: "ws-items" },
      cards.map((c) => c.node),
    ),
    result,
    !single && el("p", { class: "ws-actions" }, startOver),
    cleared,
  );
  update();
  host.append(root);
  return () => root.remove();
}

export { discrimination, fits, inline, nextReturn, parseNumber, points, summary };
export default { render };
