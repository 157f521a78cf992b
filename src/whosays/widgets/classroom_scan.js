// The button that scans codes (later_classroom.js), where this browser can. After _common.js.

/** Whether this browser finds QR codes in the picture of a camera, and has one. */
async function canScan() {
  const {
    BarcodeDetector,
    navigator: { mediaDevices },
  } = window;
  // Where a page has come over an open connection there is neither.
  if (!(BarcodeDetector && mediaDevices?.getUserMedia)) return false;
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    const devices = await mediaDevices.enumerateDevices();
    return formats.includes("qr_code") && devices.some(({ kind }) => kind === "videoinput");
  } catch {
    return false;
  }
}

/** The button, or what to do instead; `bring` brings what scans, and `take` is for that. */
function scanPlace(t, take, bring) {
  const node = el("div");
  let scanner = null;
  const press = () => {
    scanner ??= codeScanner(node, button, t, take);
    scanner.press();
  };
  const click = () => bring(press);
  const button = el("button", { type: "button", class: "ws-button ws-quiet", click }, t.scan);
  const instead = el("p", { class: "ws-hint" }, t.scan_not, " ", t.scan_instead);
  canScan().then((can) => node.append(can ? button : instead));
  return { node, stop: () => scanner?.stop() };
}
