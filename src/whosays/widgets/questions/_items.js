// The types of questions, and what several of them need to judge a choice. No DOM.

/**
 * The types by name. Each stands in the file that has its name and puts an object here:
 *
 * - `points(item, choice)`: the share that is right (0 to 1); null where nothing is right or wrong;
 * - `fits(item, choice)`: whether a stored choice still fits the item, which may have been
 *   rewritten since;
 * - `lines(item, choice, t)`: what there is to say, as {said, all}: `said` to this choice, `all`
 *   with every answer and its reason. A line is {state, subject, quoted, answer, text, words, list},
 *   each of which may be missing; the words are lit up in the passage;
 * - `control(item, t, changed, passage)`: the form controls, as {node, read, draft, write, sign}.
 *   `read()` gives the choice, or null while it is not complete, `draft()` what there is of it,
 *   `write(choice)` takes one back, null for none, and whatever was stored, and `sign(choice)` shows
 *   what of it is right. A control calls `changed` where the browser sends no `input` event. It may
 *   have `unsign()`, a `status` region of its own, and names of texts: `hint`, `incomplete`;
 * - `ownsPassage`: true where the passage is the control; `button`: the text on the button.
 */
const questions = {};

/** Share of an item that is right (0 to 1); null for what is not scored. */
const points = (item, choice) => questions[item.type].points(item, choice);

/** Whether a stored choice still fits the item. */
const fits = (item, choice) => questions[item.type].fits(item, choice);

/** Share of a list that passes a test. */
const share = (list, test) => list.filter(test).length / list.length;

const idsOf = (list) => list.map((entry) => entry.id);

const textOf = (list, id) => list.find((entry) => entry.id === id)?.text ?? "";

const stateOf = (right) => (right ? "right" : "wrong");

/** Whether a value is a list of some of what is known, none of it twice. */
function isSelection(list, known) {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    new Set(list).size === list.length &&
    list.every((each) => known.includes(each))
  );
}

/** Whether a value has one of the values under each of the keys. */
function isMapping(choice, keys, values) {
  return (
    choice !== null &&
    typeof choice === "object" &&
    keys.every((key) => values.includes(choice[key]))
  );
}

/** A line for each option, as if it had been chosen. */
function optionLines(item) {
  return item.options.map(({ id, correct, text, feedback, words }) => {
    return { id, state: stateOf(correct), subject: text, text: feedback, words };
  });
}
