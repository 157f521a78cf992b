// Hovering previews. The preview can be pointed at, stays while it is, and Escape hides it.

// Milliseconds before the preview comes, and before it goes.
const COMES = 300;
const GOES = 150;

/** What the preview says of a mark. */
function previewContent(state, mark) {
  const { terms, source } = state;
  const chain = () => mark.chain.map((who) => source[who].short).join(" › ");
  const title = mark.kind === "framing" ? labelOf(state, mark) : chain();
  const names = [mark.stwr, mark.function, mark.moods?.[0]].filter(Boolean);
  return [el("strong", null, title), ...names.map((name) => ` · ${terms[name]}`)];
}

/** Puts the preview above the line of a stretch that the pointer is on. */
function placePreview(tip, root, stretch, { clientX, clientY }) {
  const box = root.getBoundingClientRect();
  const line =
    [...stretch.getClientRects()].find((r) => clientY >= r.top && clientY <= r.bottom) ||
    stretch.getBoundingClientRect();
  const left = Math.min(clientX - box.left - 20, box.width - tip.offsetWidth);
  tip.style.insetInlineStart = `${Math.max(0, left)}px`;
  tip.style.top = `${line.top - box.top - tip.offsetHeight}px`;
}

/** The preview of a Reader, as {hide, stop}. */
function readerPreview(state, { root, body, tip }) {
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    tip.hidden = true;
    for (const each of every(body, ".ws-hover")) each.classList.remove("ws-hover");
  };

  const show = (stretch, event) => {
    hide();
    const id = stretch.dataset.mark;
    for (const each of every(body, `[data-mark="${id}"]`)) each.classList.add("ws-hover");
    if (state.get("selected") === id) return;
    tip.replaceChildren(...previewContent(state, state.marks[id]));
    tip.hidden = false;
    placePreview(tip, root, stretch, event);
  };

  const later = (action, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };

  root.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    if (event.pointerType !== "mouse" || tip.contains(event.target)) return;
    const stretch = event.target.closest("[data-mark]:not(.ws-off)");
    const look = () => (body.contains(stretch) ? show(stretch, event) : hide());
    later(look, stretch ? COMES : GOES);
  });
  root.addEventListener("pointerleave", () => later(hide, GOES));
  return { hide, stop: () => clearTimeout(timer) };
}
