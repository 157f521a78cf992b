// Words to be marked in the passage.

/** What of the targets is found or missed, by position in their list, and which words are extra. */
function marked(item, choice) {
  const targets = item.targets.map(({ positions }) => positions);
  const all = [...targets.keys()];
  const isFound = (n) => targets[n].some((word) => choice.includes(word));
  return {
    found: all.filter(isFound),
    missed: all.filter((n) => !isFound(n)),
    extra: choice.filter((word) => !targets.some((target) => target.includes(word))),
  };
}

const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

/** Where a key leads from a position among words; undefined for other keys. */
function wordAfterKey(key, position, last) {
  const to = {
    ArrowRight: position + 1,
    ArrowDown: position + 1,
    ArrowLeft: position - 1,
    ArrowUp: position - 1,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), last);
}

/** Makes each word of a passage a button; `changed` hears of every press. */
function wordButtons(parts, nodes, changed) {
  const buttons = [];
  // One tab stop for all words; the arrow keys go from word to word.
  const goTo = (position) => {
    for (const [n, button] of buttons.entries()) {
      button.setAttribute("tabindex", n === position ? 0 : -1);
    }
    buttons[position].focus();
  };
  const press = ({ currentTarget: button }) => {
    button.setAttribute("aria-pressed", !isPressed(button));
    goTo(buttons.indexOf(button));
    changed();
  };
  const travel = (event) => {
    const position = buttons.indexOf(event.currentTarget);
    const to = wordAfterKey(event.key, position, buttons.length - 1);
    if (to === undefined) return;
    event.preventDefault();
    goTo(to);
  };
  for (const [n, { text }] of parts.entries()) {
    const own = wordsOf(text).map(([from, to], m) =>
      el(
        "button",
        {
          type: "button",
          class: "ws-word",
          "aria-pressed": "false",
          tabindex: buttons.length + m > 0 ? -1 : 0,
          click: press,
          keydown: travel,
        },
        text.slice(from, to),
      ),
    );
    buttons.push(...own);
    nodes[n].replaceChildren(...own.flatMap((button) => [button, " "]));
  }
  return buttons;
}

/** What a word shows: part of a target, found or missed, or marked without a reason. */
function stateOfWord(n, target, choice) {
  if (target) return target.some((word) => choice.includes(word)) ? "right" : "missed";
  return choice.includes(n) ? "wrong" : null;
}

questions.mark = {
  ownsPassage: true,

  points(item, choice) {
    const { found, missed, extra } = marked(item, choice);
    return found.length / (found.length + missed.length + extra.length);
  },

  lines(item, choice) {
    const { found, missed, extra } = marked(item, choice);
    const decoys = item.decoys ?? [];
    const isTempting = (word) => decoys.some(({ positions }) => positions.includes(word));
    const tempted = decoys.filter(({ positions }) =>
      positions.some((word) => extra.includes(word)),
    );
    const other = !extra.every(isTempting);
    const line = (state) => (entry) => {
      return { state, quoted: entry, text: entry.feedback ?? "" };
    };
    const targets = (positions) => positions.map((n) => item.targets[n]);
    return {
      said: [
        { text: item.feedback },
        ...tempted.map(line("wrong")),
        ...(other ? [{ state: "wrong", text: item.otherwise }] : []),
        ...targets(missed).map(line("missed")),
        ...targets(found)
          .map(line("right"))
          .filter(({ text }) => text),
      ],
      all: [...item.targets.map(line("right")), ...decoys.map(line("wrong"))],
    };
  },

  control(item, t, changed, passage) {
    const buttons = wordButtons(item.passage.text, passage.nodes, changed);
    const draft = () => buttons.flatMap((button, n) => (isPressed(button) ? [n] : []));
    const unsign = () => {
      for (const button of buttons) button.querySelector(".ws-sign")?.remove();
    };
    return {
      node: passage.node,
      draft,
      hint: "hint_mark",
      read: () => (draft().length > 0 ? draft() : null),
      write(choice) {
        for (const [n, button] of buttons.entries()) {
          button.setAttribute("aria-pressed", Boolean(choice?.includes?.(n)));
        }
      },
      sign(choice) {
        const targets = item.targets.map(({ positions }) => positions);
        unsign();
        for (const [n, button] of buttons.entries()) {
          const target = targets.find((words) => words.includes(n));
          const state = stateOfWord(n, target, choice);
          if (!state) continue;
          button.classList.add(`ws-is-${state}`);
          // One sign for a target of several words.
          if (!target || n === target[0]) button.prepend(signOf(state, t));
        }
      },
      unsign,
    };
  },
};
