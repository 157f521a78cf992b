// The summary on one sheet: what is printed in place of the page.

const LINES = 16; // sets and questions together; a sheet has room for no more
const MOST_QUESTIONS = 10;
const FEWEST_QUESTIONS = 4;

/** The questions that most got wrong, with what they chose in place of the right answer. */
function hardestTable({ items, results }, how) {
  const { t } = how;
  const { percent, sure } = writing(how);
  const hardest = [...items]
    .filter(({ share }) => share < 1)
    .sort((a, b) => a.points - b.points)
    .slice(0, Math.min(Math.max(LINES - results.length, FEWEST_QUESTIONS), MOST_QUESTIONS));
  const row = (each) => {
    const most = misreadingOf(each);
    const text = most && [
      most.part && [inline(most.part), " → "],
      el("strong", null, most.letter),
      " ",
      inline(most.text),
      ` (${most.n})`,
    ];
    return [
      [placeTold({ ...each.home, sheet: null }, t), ": ", inline(each.item.prompt)],
      fill(t.right_of, { right: each.right, all: each.n, share: percent(each.share) }),
      sure(each.sure),
      text ?? "–",
    ];
  };
  const heads = [t.question, t.share, t.sure, t.misreading];
  return hardest.length > 0 && classTable(t.hardest, heads, hardest.map(row));
}

function paperView(figures, how) {
  const { t, lang } = how;
  const { percent, between } = writing(how);
  const date = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: "long" }).format(new Date());
  const rows = figures.agreement.map((each) => [
    each.name,
    each.sentences,
    between(each.alpha, each.low, each.high),
    percent(each.as_gold),
  ]);
  const heads = [t.layer, t.sentences, t.alpha, t.as_gold];
  const values = { pupils: figures.pupils.length, date };
  return el(
    "div",
    { class: "ws-alone" },
    el("p", { class: "ws-title" }, t.paper_title),
    el("p", null, fill(t.paper_of, values)),
    resultTable(figures.results, how),
    el("p", { class: "ws-hint" }, t.intervals),
    hardestTable(figures, how),
    el("p", { class: "ws-hint" }, t.letters),
    rows.length > 0 && classTable(t.agreement, heads, rows),
  );
}
