// The summary on one sheet: what is printed in place of the page.

const MOST_ON_PAPER = 10; // questions; a sheet has room for no more

/** The questions that most got wrong, with what they chose in place of the right answer. */
function hardestTable(items, how) {
  const { t } = how;
  const { percent, sure } = writing(how);
  const hardest = [...items]
    .filter(({ share }) => share < 1)
    .sort((a, b) => a.share - b.share)
    .slice(0, MOST_ON_PAPER);
  const row = (each) => {
    const most = misreadingOf(each);
    const text = most && [
      el("strong", null, `${most.letter} `),
      most.part && [inline(most.part), ": "],
      inline(most.text),
      ` (${most.n})`,
    ];
    return [
      [`${each.bank.title} ${each.number}: `, inline(each.item.prompt)],
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
    hardestTable(figures.items, how),
    el("p", { class: "ws-hint" }, t.letters),
    rows.length > 0 && classTable(t.agreement, heads, rows),
  );
}
