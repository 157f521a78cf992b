// A card to keep or to send. Nothing leaves the page but by the reader's own hand. After _common.js.

const plain = (text) => el("span", null, inline(text)).textContent;

/** The address of the book: as it is configured, or where it is read on the web; else none. */
function bookAddress() {
  const named = document.querySelector('link[rel="canonical"]')?.href;
  if (named) return named;
  const top = document.documentElement.dataset.content_root;
  const { protocol, hostname, href } = window.location;
  const onWeb =
    !window.whosays?.lesson && // on a platform it is the platform's address
    /^https?:$/.test(protocol) &&
    !/^(localhost|127\.|\[::1\])/.test(hostname);
  return top !== undefined && onWeb ? new URL(top, href).href : "";
}

/** What is copied and sent. */
function cardText({ title, lines, behind, from }) {
  const asked = lines.map((text, n) => `${n + 1}. ${text}`);
  return [title, "", ...asked, "", behind, "", ...from].join("\n");
}

/** Copies a text; where the browser has no way, selects the card instead and says so. */
async function copyText(text, face) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.getSelection().selectAllChildren(face);
    return false;
  }
}

/** Hands the reader a file. */
function handOver(blob, download) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function faceView({ title, lines, behind, from }) {
  return el(
    "div",
    { class: "ws-face" },
    el("p", { class: "ws-card-title" }, title),
    el(
      "ol",
      null,
      lines.map((text) => el("li", null, el("span", null, inline(text)))),
    ),
    el("p", { class: "ws-behind" }, inline(behind)),
    el("p", { class: "ws-from" }, from.join(" · ")),
  );
}

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
