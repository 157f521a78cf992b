// Shared by annotator.js and classroom.js, after _marks.js: marks beside the gold, as in agreement.py. No DOM.

const valuesOf = (relation, layer) => (layer === "mood" ? relation.moods : [relation[layer]]);

/** The relation that shares most marks; of several the first, which is the one to expect. */
function fitting(gold, marks) {
  const shared = (relation) =>
    LAYERS.filter(
      (layer) => marks[layer] != null && valuesOf(relation, layer).includes(marks[layer]),
    ).length;
  return gold.reduce((best, relation) => (shared(relation) > shared(best) ? relation : best));
}

/** One mark beside what the gold has for it, of which there is at least one value. */
function judged(mark, accepted, expected) {
  if (!accepted.includes(mark)) return { mark, gold: accepted[0], verdict: "differs" };
  return { mark, gold: mark, verdict: expected === mark ? "agrees" : "also" };
}

/** The marks of a sentence beside the gold, by layer: {mark, gold, verdict}. */
function compare(gold, marks) {
  const chosen = fitting(gold, marks);
  const found = {};
  for (const layer of LAYERS) {
    const accepted = valuesOf(chosen, layer);
    if (marks[layer] != null && accepted.length > 0) {
      found[layer] = judged(marks[layer], accepted, valuesOf(gold[0], layer)[0]);
    }
  }
  return found;
}

/** Krippendorff's alpha of pairs of nominal values; null where there is but one value. */
function alpha(pairs) {
  const counts = new Map();
  for (const value of pairs.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return null;
  const n = 2 * pairs.length;
  const differing = pairs.filter(([a, b]) => a !== b).length;
  const chance = n * n - [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  return 1 - ((n - 1) * 2 * differing) / chance;
}

/** How far the marks of one layer agree with the gold. */
function measures(comparisons) {
  const pairs = comparisons.map(({ mark, gold }) => [mark, gold]);
  const same = pairs.filter(([a, b]) => a === b).length;
  return {
    sentences: pairs.length,
    same,
    raw: pairs.length > 0 ? same / pairs.length : null,
    also: comparisons.filter(({ verdict }) => verdict === "also").length,
    alpha: alpha(pairs),
  };
}
