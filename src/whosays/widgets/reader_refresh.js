// Brings what is drawn up to what is chosen, without drawing it anew.

/** Shows the marks that the layers and voices ask for, with their labels. */
function refreshMarks(body, state) {
  const { marks, on, speaks } = state;
  for (const each of every(body, "[data-mark]")) {
    each.classList.toggle("ws-off", !isShown(state, each.dataset.mark));
  }
  for (const each of every(body, "[data-mark] [data-tag]")) {
    const label = labelOf(state, marks[each.dataset.tag]);
    if (each.textContent !== label) each.textContent = label; // else nothing is laid out anew
    // With the word that follows it, or by itself, it may be too long for a narrow screen.
    const long = label.length > 18 || each.parentNode.textContent.length > 26;
    each.parentNode.classList.toggle("ws-long", long);
    each.hidden = !isShown(state, each.dataset.tag);
  }
  for (const each of every(body, "[data-row]")) {
    const { source, kind } = marks[each.dataset.row];
    each.hidden = !speaks(source) || (kind === "framing" && !on("framing"));
  }
}

/** Shows sentences with or without their attributions. */
function refreshBare(body, { t, get }) {
  for (const each of every(body, "[data-sentence]")) {
    const bare = get("bare").includes(each.dataset.sentence);
    each.classList.toggle("ws-is-bare", bare);
    const words = each.querySelector("[data-take]");
    if (words) words.textContent = bare ? t.bare_back : t.bare;
  }
}

/** Shows which mark and which labels have their details open. */
function refreshSelected(body, { panelId }, id) {
  for (const each of every(body, "[data-mark]")) {
    each.classList.toggle("ws-selected", each.dataset.mark === id);
  }
  for (const each of every(body, "[data-tag]")) {
    const open = each.dataset.tag === id;
    each.setAttribute("aria-expanded", open);
    if (open) each.setAttribute("aria-controls", panelId);
    else each.removeAttribute("aria-controls");
  }
}

/** Puts the details after the sentence of a mark, or after its row in the list. */
function placeDetails(body, { sentences }, id, panel) {
  const row = body.querySelector(`[data-row="${id}"]`);
  if (row) {
    const inside = el("td", { role: "cell", colspan: 4 }, panel);
    row.after(el("tr", { role: "row", "data-panel": "" }, inside));
    return;
  }
  const sentence = sentences.find((each) => each.marks.includes(id));
  body.querySelector(`[data-sentence="${sentence.id}"]`)?.append(panel);
}
