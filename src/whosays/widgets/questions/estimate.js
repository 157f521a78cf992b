// A number, near enough to the right one.

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

/** Where a number lies beside what counts as right. */
function bandOf({ low, high }, number) {
  if (number < low) return "too_low";
  return number > high ? "too_high" : "close";
}

questions.estimate = {
  points: (item, choice) => (choice >= item.low && choice <= item.high ? 1 : 0),

  lines(item, choice) {
    return {
      said: [{ text: item.feedback[bandOf(item, choice)] }],
      all: [{ state: "right", subject: item.shown, text: item.feedback.close }],
    };
  },

  control(item, t) {
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
      write(choice) {
        input.value = ["number", "string"].includes(typeof choice) ? choice : "";
      },
    };
  },
};
