// Form controls that several types of questions have in common.

const SIGN = { right: "✓", wrong: "✗", missed: "○" };

/** A sign for the eye and its meaning for a screen reader. */
function signOf(state, t) {
  return el(
    "span",
    { class: "ws-sign" },
    el("span", { "aria-hidden": "true" }, SIGN[state]),
    el("span", { class: "ws-hidden" }, `${t[`sign_${state}`]} `),
  );
}

/** One radio button or checkbox with its label as a large target. */
function choiceBox(type, name, value, label, className = "ws-choice") {
  const input = el("input", { type, name, value });
  return { input, node: el("label", { class: className }, input, el("span", null, label)) };
}

/** The letter that names what stands in this place. */
const letterOf = (place) => String.fromCharCode(65 + place);

/** A group of boxes, one for each entry of a list, with letters or as pills. */
function choiceBoxes(type, list, lettered = true) {
  const name = uid();
  return list.map(({ id, text }, n) => {
    const letter = lettered && el("span", { class: "ws-letter" }, letterOf(n), " ");
    const look = lettered ? "ws-choice" : "ws-choice ws-pill";
    return choiceBox(type, name, id, [letter, inline(text)].filter(Boolean), look);
  });
}

const nodesOf = (list) => list.map(({ node }) => node);

/** Values of the boxes that are ticked. */
function ticked(boxes) {
  return boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
}

function tick(boxes, isChosen) {
  for (const { input } of boxes) input.checked = Boolean(isChosen(input.value));
}

/** Shows of an element whether it is right, if it was chosen. */
function signChosen(node, chosen, right) {
  node.classList.toggle("ws-is-right", chosen && right);
  node.classList.toggle("ws-is-wrong", chosen && !right);
}
