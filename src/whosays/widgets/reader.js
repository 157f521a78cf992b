// The article, marked by who says what. After _common.js and the reader_*.js.

/** What can be done here, in a fold-out. */
function helpView({ t, sentences }) {
  const hasBare = sentences.some((each) => each.bare.length > 0);
  const lines = [t.help_cue, t.help_label, hasBare && t.help_bare, t.keyboard].filter(Boolean);
  return el(
    "details",
    { class: "ws-fold ws-help" },
    el("summary", null, t.help),
    el(
      "ul",
      null,
      lines.map((text) => el("li", null, text)),
    ),
  );
}

/** The empty places of a Reader, as {root, body, tip, details, say}. */
function readerPage(state) {
  const body = el("div", { class: "ws-body" });
  const status = statusRegion("ws-hidden");
  const tip = el("div", { class: "ws-tip", hidden: true, "aria-hidden": "true" });
  const root = el(
    "div",
    // In JupyterLab the keys are the widget's while the focus is in it.
    { class: "ws-widget ws-reader", "data-lm-suppress-shortcuts": "" },
    el("p", { class: "ws-hint" }, state.t.intro),
    helpView(state),
    body,
    status,
    tip,
  );
  return {
    root,
    body,
    tip,
    details: () => body.querySelector(`#${state.panelId}`),
    say(text) {
      status.textContent = ""; // so that the same words are said again
      status.textContent = text;
    },
  };
}

/** What draws and refreshes a Reader, as {draw, begin, refresh, showDetails, recount}. */
function readerDrawing(state, { root, body, details, say }, controls, moves) {
  const { t, languages, layers, order, get, on } = state;

  const showDetails = () => {
    const id = get("selected");
    const old = details();
    (old?.closest("[data-panel]") || old)?.remove();
    refreshSelected(body, state, id);
    if (id) placeDetails(body, state, id, detailsView(state, id, moves));
  };

  const setUp = () => {
    root.classList.toggle("ws-two", get("language") === "both" && languages.length > 1);
    for (const layer of layers) root.classList.toggle(`ws-on-${layer}`, on(layer));
  };

  const refresh = () => {
    setUp();
    refreshMarks(body, state);
    controls.refresh();
    refreshBare(body, state);
    showDetails();
    rove(body);
  };

  const draw = () => {
    const drawn = get("view") === "list" ? [listView(state)] : textView(state, say);
    body.replaceChildren(...drawn);
    refresh();
  };

  /** The same, in pieces: at first. */
  const begin = async () => {
    setUp();
    if (get("view") === "list") body.append(listView(state));
    else await drawInPieces(body, state, say);
    refresh();
  };

  const recount = () => {
    refresh();
    say(fill(t.shown, { count: order.filter((id) => isShown(state, id)).length }));
  };

  return { draw, begin, refresh, showDetails, recount };
}

/** Calls what a change of each trait asks for; gives a function that ends this. */
function watchTraits(model, { draw, refresh, showDetails, recount }) {
  const listeners = Object.entries({
    view: draw,
    language: draw,
    selected: showDetails,
    bare: refresh,
    layers: recount,
    hidden_sources: recount,
    found: recount,
  }).map(([name, callback]) => [`change:${name}`, () => callback()]);
  for (const [name, callback] of listeners) model.on(name, callback);
  return () => {
    for (const [name, callback] of listeners) model.off(name, callback);
  };
}

async function render({ model, el: host }) {
  const state = readerState(model);
  const { get, set, on, translation } = state;
  // On a phone, two texts one below the other are hard to follow, and the other one is a press away.
  if (get("language") === "both" && !on("mood") && innerWidth < 600) set("language", translation);

  const page = readerPage(state);
  const { root, body, details } = page;
  const opener = { last: null, returning: false };
  const moves = readerMoves(state, page, opener);
  const controls = readerControls(state, moves.go);
  root.prepend(controls.node);
  const drawing = readerDrawing(state, page, controls, moves);
  const preview = readerPreview(state, page);

  watchArrows(body, state);
  watchFocus(body, state, opener);
  watchClicks(body, state, { details, opener, hidePreview: preview.hide });
  const endings = [
    watchEscape(root, state, { close: moves.close, hidePreview: preview.hide }),
    watchTraits(model, drawing),
    preview.stop,
  ];
  host.replaceChildren(root);
  await drawing.begin();
  return () => {
    for (const end of endings) end();
  };
}

export default { render };
