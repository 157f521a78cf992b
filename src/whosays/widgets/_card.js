// Shared by what is kept or sent as a card: its text and its face. After _common.js.

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
