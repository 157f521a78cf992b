// Sentences whose sources can be wiped away and brought back. After _common.js.

// How far a finger has to go across the text, as a part of its width.
const ENOUGH = 0.4;

const omitted = ({ gap }) => gap && [el("span", { class: "ws-omitted" }, "[…]"), " "];

/** The text with its sources; the words that go with them are marked. */
function saidView(sentences, language) {
  const words = ({ text, goes }) => (goes ? el("span", { class: "ws-goes" }, text) : text);
  return el(
    "div",
    { class: "ws-words ws-with", lang: language },
    sentences.map((each) => el("p", null, omitted(each), each.said.map(words))),
  );
}

/** The text without its sources. */
function leftView(sentences, language) {
  return el(
    "div",
    { class: "ws-words ws-without", lang: language },
    sentences.map((each) => el("p", null, omitted(each), each.left)),
  );
}

/** The words that are gone, in quotation marks, with what is between them. */
function goneWords(t, sentences, language) {
  const quoted = sentences
    .filter(({ gone }) => gone)
    .map(({ gone }, n) => [n > 0 && " · ", el("q", { lang: language }, gone)]);
  return [el("strong", null, t.gone), " ", quoted, ". ", t.left];
}

/** Lets a finger wipe over the text, as far as it goes; the button does the same at once. */
function watchFinger(text, root, toggle) {
  let from = null;
  const far = ({ clientX }) => Math.min(1, Math.abs(clientX - from) / text.offsetWidth);
  const end = () => {
    from = null;
    root.classList.remove("ws-wiping");
    root.style.removeProperty("--ws-finger");
  };
  text.addEventListener("pointerdown", (event) => {
    // A mouse chooses words by the same movement.
    if (event.pointerType !== "mouse") from = event.clientX;
  });
  text.addEventListener("pointermove", (event) => {
    if (from === null) return;
    root.classList.add("ws-wiping");
    root.style.setProperty("--ws-finger", `${far(event) * 100}%`);
  });
  text.addEventListener("pointerup", (event) => {
    const wiped = from !== null && far(event) >= ENOUGH;
    end();
    if (wiped) toggle();
  });
  text.addEventListener("pointercancel", end);
}

function render({ model, el: host }) {
  const t = model.get("strings");
  const lang = model.get("lang");
  const sentences = model.get("sentences");
  const language = model.get("language");

  const toggle = () => {
    model.set("away", !model.get("away"));
    model.save_changes();
  };
  const key = el("p", { class: "ws-label" });
  const status = statusRegion("ws-gone");
  const button = el("button", { type: "button", class: "ws-button", click: toggle });
  const text = el(
    "div",
    { class: "ws-layers" },
    saidView(sentences, language),
    leftView(sentences, language),
    el("p", { class: "ws-room", "aria-hidden": "true" }, goneWords(t, sentences, language).flat(2)),
    status,
  );
  const root = el(
    "div",
    { role: "group", class: "ws-widget ws-wipe", lang, "aria-label": t.name },
    key,
    text,
    el("div", { class: "ws-do" }, button, el("span", { class: "ws-label ws-finger" }, t.finger)),
  );

  const show = () => {
    const away = model.get("away");
    root.classList.toggle("ws-away", away);
    key.textContent = away ? t.without_sources : t.with_sources;
    button.textContent = away ? t.bring_back : t.take_away;
    const said = away ? goneWords(t, sentences, language) : [t.back];
    status.replaceChildren(...said.flat(2).filter(Boolean));
  };
  show();
  if (!model.get("away")) status.replaceChildren(); // nothing has happened yet
  model.on("change:away", show);
  watchFinger(text, root, toggle);
  host.replaceChildren(root);
  return () => model.off("change:away", show);
}

export default { render };
