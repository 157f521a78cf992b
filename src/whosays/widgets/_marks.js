// Shared by annotator.js and results.js: a reader's own annotation. Schema in results.py.

const ANNOTATION = "whosays:annotation:";
const LAYERS = ["source", "stwr", "mood"];

/** Marks by layer. A value is an id; whether there is such a thing is for the case to say. */
function isMarks(marks) {
  return (
    isObject(marks) &&
    hasOnly(marks, LAYERS) &&
    Object.values(marks).every(
      (value) =>
        value === null ||
        (typeof value === "string" && value.length <= 80 && /^[a-z][a-z0-9_-]*$/.test(value)),
    )
  );
}

/** Whether a value is an annotation of one sentence as results.py describes it. */
function isAnnotation(record) {
  return (
    isObject(record) &&
    record.v === 1 &&
    isTime(record.at) &&
    isMarks(record.marks) &&
    isMarks(record.compared) &&
    hasOnly(record, ["v", "at", "marks", "compared"])
  );
}

/** Both in one: the later marks, and of those that were compared with the gold the earlier ones. */
function mergedAnnotation(a, b) {
  const [first, last] = Date.parse(a.at) <= Date.parse(b.at) ? [a, b] : [b, a];
  return { ...last, compared: withFirst(first.compared, last.compared) };
}

/** Marks by layer, the earlier where both have one. */
function withFirst(first, last) {
  const made = ([, value]) => value !== null;
  return Object.fromEntries([last, first].flatMap((marks) => Object.entries(marks).filter(made)));
}
