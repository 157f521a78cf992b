// Needed once a reader hands in. After _qr.js.

/** Adds the codes of the page for the printer as QR codes. */
function drawOnPaper(paper, banks, t) {
  const drawings = banks.map(({ code }) => qrDrawing(code));
  paper.querySelector(".ws-given-codes")?.remove();
  const hint = el("p", { class: "ws-hint" }, t.paper_qr);
  paper.append(el("div", { class: "ws-given-codes" }, hint, drawings));
}
