// A code as a QR code, drawn. After _common.js and _qr_lean.js.

const QUIET = 4; // modules of white around it, which scanners need (ISO/IEC 18004)

/** A text as a QR code: dark on light, whatever the page looks like; the text stands for it. */
function qrDrawing(text) {
  const qr = leanqr.generate(text, { minCorrectionLevel: leanqr.correction.M });
  const rows = [...new Array(qr.size).keys()];
  const dark = rows.flatMap((y) =>
    rows.filter((x) => qr.get(x, y)).map((x) => `M${x} ${y}h1v1h-1z`),
  );
  const all = qr.size + 2 * QUIET;
  const paper = { x: -QUIET, y: -QUIET, width: all, height: all, fill: "#fff" };
  const viewBox = [-QUIET, -QUIET, all, all].join(" ");
  const svg = el(
    "svg",
    { role: "img", "aria-label": text, viewBox, "shape-rendering": "crispEdges" },
    el("rect", paper),
    el("path", { d: dark.join(""), fill: "#000" }),
  );
  // As wide as a phone's screen: to be scanned at arm's length.
  Object.assign(svg.style, { display: "block", width: "100%", maxWidth: "22rem" });
  return svg;
}
