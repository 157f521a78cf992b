// Keyboard and pointer in the text and in the list.

/** The labels and buttons of an area that can be reached. */
function stopsOf(area) {
  const away = "[hidden], .ws-is-bare .ws-translated:not(.ws-bare)";
  return every(area, "[data-tag], [data-bare]").filter(
    (each) => !(each.hidden || each.closest(away)),
  );
}

/** One stop for the Tab key in each paragraph, one in the list; arrow keys go on from there. */
function rove(body, current) {
  for (const area of every(body, "[data-stop]")) {
    const stops = stopsOf(area);
    const chosen = stops.includes(current)
      ? current
      : stops.find((each) => each.tabIndex === 0) || stops[0];
    for (const each of every(area, "[data-tag], [data-bare]")) {
      each.tabIndex = each === chosen ? 0 : -1;
    }
  }
}

/** The stop to which a key leads from another; undefined for other keys and at the ends. */
function stopAfterKey(key, stops, current, isList) {
  const at = stops.indexOf(current);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 };
  const inList = { ArrowDown: at + 1, ArrowUp: at - 1 };
  return stops[{ ...to, ...(isList && inList) }[key]];
}

/** Arrow keys go from stop to stop within a paragraph or the list. */
function watchArrows(body, { get }) {
  body.addEventListener("keydown", (event) => {
    const current = event.target.closest("[data-tag], [data-bare]");
    const area = current?.closest("[data-stop]");
    if (!area) return;
    const next = stopAfterKey(event.key, stopsOf(area), current, get("view") === "list");
    if (!next) return;
    event.preventDefault();
    rove(body, next);
    next.focus();
  });
}

/** Focus on a label opens its details, where it came by keyboard. */
function watchFocus(body, { get, set }, opener) {
  body.addEventListener("focusin", ({ target }) => {
    const id = target.dataset.tag;
    if (!id) return;
    opener.last = target;
    rove(body, target);
    // By keyboard, focus is enough; a pointer's click decides for itself.
    const opens = !opener.returning && target.matches(":focus-visible");
    if (opens && get("selected") !== id) set("selected", id);
    target.scrollIntoView({ block: "nearest" });
  });
}

/** The label or the stretch that a click is meant for; null for other clicks. */
function clickedMark(target, panelId) {
  const button = target.closest("button");
  if ((button && !button.dataset.tag) || target.closest(`#${panelId}`)) return null;
  if (button) return button;
  // A click at the end of a selection is no wish to open anything.
  return getSelection().isCollapsed ? target.closest("[data-mark]:not(.ws-off)") : null;
}

/** A click on a label or on marked words opens the details, or closes them. */
function watchClicks(body, { get, set, panelId }, { details, opener, hidePreview }) {
  body.addEventListener("click", (event) => {
    const clicked = clickedMark(event.target, panelId);
    if (!clicked) return;
    const { tag } = clicked.dataset;
    const id = tag || clicked.dataset.mark;
    const open = get("selected") === id;
    // Enter on an open label goes into the details; a click closes them.
    if (tag && event.detail === 0 && open) {
      details().focus();
      return;
    }
    if (tag) opener.last = clicked;
    hidePreview();
    set("selected", open ? "" : id);
  });
}

/** Escape hides the preview and closes the details; gives a function that ends this. */
function watchEscape(root, { get }, { close, hidePreview }) {
  const hear = ({ key, target }) => {
    if (key !== "Escape") return;
    hidePreview();
    if (get("selected") && (root.contains(target) || target === document.body)) close();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}
