// A card to keep or to send. Nothing leaves the page but by the reader's own hand. After _card.js.

function render({ model, el: host }) {
  const t = model.get("strings");
  const shown = {
    title: model.get("title"),
    lines: [...model.get("lines")],
    behind: model.get("behind"),
    from: [t.book, bookAddress()].filter(Boolean),
  };
  const texts = { ...shown, lines: shown.lines.map(plain), behind: plain(shown.behind) };
  const face = faceView(shown);
  const told = statusRegion("ws-told");
  const file = `whosays-${model.get("name")}.png`;

  const begin = () => {
    told.textContent = "…"; // what comes may be the same words as before
  };

  const copy = async () => {
    begin();
    told.textContent = (await copyText(cardText(texts), face)) ? t.copied : t.not_copied;
  };
  const save = async () => {
    begin();
    const picture = await pictureOf(face, shown);
    if (picture) handOver(picture, file);
    told.textContent = picture ? fill(t.saved, { file }) : t.not_saved;
  };
  const share = async () => {
    try {
      await navigator.share({ title: texts.title, text: cardText(texts) });
    } catch {
      // The reader has changed their mind, and the sheet has closed.
    }
  };
  const button = (text, click) =>
    el("button", { type: "button", class: "ws-button ws-quiet", click }, text);

  const root = el(
    "div",
    {
      role: "group",
      class: "ws-widget ws-card",
      lang: model.get("lang"),
      "aria-label": texts.title,
    },
    face,
    el(
      "div",
      { class: "ws-do" },
      navigator.share ? button(t.share, share) : null,
      button(t.copy, copy),
      button(t.save, save),
    ),
    told,
  );
  host.replaceChildren(root);
  return () => root.remove();
}

export default { render };
