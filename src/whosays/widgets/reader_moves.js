// Ways through the article: to a mark, from one to the next, and back from its details.

/**
 * The moves of a reader, as {visit, go, close}. `page` is {root, body, details, say}; `opener`
 * remembers the label that was used last, and says while focus comes back to it.
 */
function readerMoves(state, { root, body, details, say }, opener) {
  const { t, marks, get, set } = state;

  /** Opens the details of a mark, brings its words into view and moves the focus along. */
  const visit = (id, by) => {
    set("selected", id);
    const panel = details();
    if (!panel) return;
    const step = panel.querySelector(`[data-go="${by}"]`);
    (step || panel).focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = still ? "auto" : "smooth";
    // A step keeps the focus, at the end of the details: the words stand just above them.
    if (step) panel.scrollIntoView({ block: "end", behavior });
    else {
      const words = body.querySelector(`[data-mark="${id}"]`);
      (words || panel).scrollIntoView({ block: "center", behavior });
    }
    say(`${fill(t.place_of, placeAmong(state, id))}. ${wordsOfMark(state, id)}`);
  };

  /** To the next place of the voice, or the one before; round at the ends. */
  const go = (by) => {
    const id = get("selected");
    const followed = get("found");
    const from = id && (!followed || marks[id].source === followed) ? id : "";
    const list = siblings(state, from);
    if (list.length === 0) {
      say(fill(t.shown, { count: 0 })); // all voices hidden
      return;
    }
    const to = list.indexOf(from) + by;
    visit(list[to < 0 ? list.length - 1 : to % list.length], by);
  };

  /** The label of a mark on show: the one that opened it, where it is still there. */
  const labelFor = (id) => {
    const { last } = opener;
    if (last?.isConnected && last.dataset.tag === id && !last.hidden) return last;
    return every(body, `[data-tag="${id}"]`).find((each) => !each.hidden);
  };

  const close = () => {
    const id = get("selected");
    const inside = details()?.contains(document.activeElement);
    const back = inside && (labelFor(id) ?? root.querySelector("input"));
    set("selected", "");
    if (!back) return;
    opener.returning = true; // focus that comes back opens nothing
    back.focus();
    opener.returning = false;
  };

  return { visit, go, close };
}
