// What the reader chooses: language, arrangement, layers, voices.

/** Radio buttons for one trait. */
function traitChoices({ set }, trait, legend, options) {
  const name = uid();
  const labels = options.map(([value, text]) => {
    const change = () => set(trait, value);
    const input = el("input", { type: "radio", name, value, "data-trait": trait, change });
    return el("label", null, input, el("span", null, text));
  });
  return el(
    "fieldset",
    { class: "ws-switch" },
    el("legend", { class: "ws-hidden" }, legend),
    el("div", { class: "ws-segments" }, labels),
  );
}

/** A checkbox for one value of a trait that is a list. */
function traitBox({ toggle }, trait, value) {
  const change = () => toggle(trait, value);
  return el("input", { type: "checkbox", value, "data-trait": trait, change });
}

/** Shows in the controls of the traits what is chosen. */
function refreshTraits(root, { get }) {
  for (const each of every(root, "[data-trait]")) {
    const { trait } = each.dataset;
    const now = get(trait);
    // A voice's box is ticked unless the voice is hidden.
    const ticked = () => now.includes(each.value) !== (trait === "hidden_sources");
    each.checked = each.type === "radio" ? now === each.value : ticked();
  }
}

function switches(state) {
  const { t, languages, language_names } = state;
  return [
    languages.length > 1 &&
      traitChoices(state, "language", t.language, [
        ["both", t.both],
        ...[...languages].reverse().map((code) => [code, language_names[code]]),
      ]),
    traitChoices(state, "view", t.arrangement, [
      ["text", t.view_text],
      ["list", t.view_list],
    ]),
  ];
}

function layerChips(state) {
  const { t, layers } = state;
  const chips = layers.map((layer) =>
    el(
      "label",
      { class: "ws-chip" },
      traitBox(state, "layers", layer),
      el("span", null, t[`layer_${layer}`]),
    ),
  );
  return el(
    "fieldset",
    { class: "ws-layers" },
    el("legend", { class: "ws-hidden" }, t.layers),
    chips,
  );
}

/** A box for each voice, and buttons for all of them. */
function voiceChips(state, speakers) {
  const { t, set, colour } = state;
  const chips = speakers.map(({ id, short, count }) =>
    el(
      "label",
      { class: `ws-chip ws-source ws-c${colour(id)}` },
      traitBox(state, "hidden_sources", id),
      el("span", null, short),
      el("span", { class: "ws-count" }, count),
    ),
  );
  const hide = (list) => () => set("hidden_sources", list);
  return el(
    "fieldset",
    null,
    el("legend", { class: "ws-hidden" }, t.voices_legend),
    chips,
    el(
      "span",
      { class: "ws-both" },
      smallButton(t.all, hide([])),
      smallButton(t.none, hide(speakers.map(({ id }) => id))),
    ),
  );
}

/** A voice to follow from place to place, as {node, refresh}. */
function voiceFinder(state, speakers, go) {
  const { t, get, set } = state;
  const finder = el(
    "select",
    { change: () => set("found", finder.value) },
    el("option", { value: "" }, t.find_none),
    speakers.map(({ id, name, count }) => el("option", { value: id }, `${name} (${count})`)),
  );
  const position = el("span", { class: "ws-position" });
  const steps = el("span", { class: "ws-both" }, stepButtons(t, go), position);
  const label = el("label", null, el("span", null, t.find), finder);
  return {
    node: el("div", { class: "ws-find" }, label, steps),
    refresh() {
      finder.value = get("found");
      steps.hidden = !get("found");
      position.textContent = fill(t.shown, { count: siblings(state, "").length });
    },
  };
}

/** All controls, as {node, refresh}. */
function readerControls(state, go) {
  const { t, sources, sentences } = state;
  const speakers = sources.filter((each) => each.count > 0);
  const finder = voiceFinder(state, speakers, go);
  const roomy = matchMedia("(min-width: 50rem)").matches;
  const voices = el(
    "details",
    { class: "ws-fold ws-voices", open: sentences.length > 3 && roomy },
    el("summary", null, fill(t.voices, { count: speakers.length })),
    voiceChips(state, speakers),
    finder.node,
  );
  const settings = el("div", { class: "ws-settings" }, switches(state), layerChips(state));
  const node = el("div", { class: "ws-controls" }, settings, voices);
  return {
    node,
    refresh() {
      refreshTraits(node, state);
      finder.refresh();
    },
  };
}
