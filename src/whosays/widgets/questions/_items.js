// The types of questions, and what several of them need to judge a choice. No DOM.

/**
 * The types by name. Each stands in the file that has its name and puts an object here:
 *
 * - `points(item, choice)`: the share that is right (0 to 1); null where nothing is right or wrong;
 * - `lines(item, choice, t)`: what there is to say, as {said, all}: `said` to this choice, `all`
 *   with every answer and its reason. A line is {state, subject, quoted, answer, text, words, list},
 *   each of which may be missing; the words are lit up in the passage;
 * - `control(item, t, changed, passage)`: the form controls, as {node, read, draft, write, sign}.
 *   `read()` gives the choice, or null while it is not complete, `draft()` what there is of it,
 *   `write(choice)` takes one back, null for none, and whatever was stored, and `sign(choice)` shows
 *   what of it is right. A control calls `changed` where the browser sends no `input` event. It may
 *   have `unsign()`, a `status` region of its own, names of texts (`hint`, `incomplete`), and `steps`
 *   (_steps.js), where it asks for one thing after another: then the lines of `said` are one a step;
 * - `ownsPassage`: true where the passage is the control; `button`: the text on the button.
 */
const questions = {};

/** Share of an item that is right (0 to 1); null for what is not scored. */
const points = (item, choice) => questions[item.type].points(item, choice);

/** Share of a list that passes a test. */
const share = (list, test) => list.filter(test).length / list.length;

const idsOf = (list) => list.map((entry) => entry.id);

const textOf = (list, id) => list.find((entry) => entry.id === id)?.text ?? "";

const stateOf = (right) => (right ? "right" : "wrong");

/** A line for each option, as if it had been chosen. */
function optionLines(item) {
  return item.options.map(({ id, correct, text, feedback, words }) => {
    return { id, state: stateOf(correct), subject: text, text: feedback, words };
  });
}
