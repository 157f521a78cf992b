// Codes read with this device's camera, one after the other. The picture stays in this page, and
// nothing of it is kept. Needed once somebody scans. After classroom.js.

const LOOK_AGAIN = 200; // milliseconds
const FORGET = 3000; // so long out of sight, a code is one more

/** A camera that shows its picture in `video`; `found` gets every text once, as long as it is seen. */
function codeCamera(video, found) {
  const seen = new Map(); // text -> when it was seen last
  let stream = null;
  let timer = 0;

  const look = async (detector) => {
    const codes = await detector.detect(video).catch(() => []); // there may be no picture yet
    if (!stream) return;
    const now = performance.now();
    for (const { rawValue: text } of codes) {
      const isNew = !(now - seen.get(text) < FORGET);
      seen.set(text, now);
      if (isNew) found(text);
    }
    timer = setTimeout(look, LOOK_AGAIN, detector);
  };

  return {
    /** An error where there is no picture to be had. */
    async start() {
      const wanted = { audio: false, video: { facingMode: "environment" } };
      stream = await navigator.mediaDevices.getUserMedia(wanted);
      video.srcObject = stream;
      await video.play();
      look(new window.BarcodeDetector({ formats: ["qr_code"] }));
    },
    stop() {
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
      if (video.srcObject === stream) video.srcObject = null;
      stream = null;
    },
  };
}

/**
 * A scanned code as the next of the lines of codes, {line, told, bank}: under a name, or under its
 * number. A refusal as for one that is typed, and where the name has a code for these questions.
 */
function scannedLine({ book, files, lines }, text, name) {
  const { bank } = decodeAnswers(text, book.banks);
  const line = name ? `${name}: ${text}` : text;
  const { told, code, at } = namedCode(line, lines.length);
  const wrong = handedIn(book, files, [...lines, line]).refused.find((each) => each.at === at);
  if (wrong) throw refusal(wrong.reason, wrong.detail);
  const begin = code.slice(0, 1 + MARK_LENGTH);
  const isAgain = (other) => other.told === told && other.code.startsWith(begin);
  if (lines.map(namedCode).some(isAgain)) throw refusal("scan_again", told);
  return { line, told, bank };
}

/** Takes a code that was scanned as if it were typed, and gives what to say of it. */
function takeCode({ t, book, files, codes, update }, text, name) {
  try {
    const { line, ...found } = scannedLine({ book, files, lines: codes.lines() }, text, name);
    codes.add(line);
    update();
    return fill(t.scanned, { name: found.told, set: found.bank.title });
  } catch ({ message, detail }) {
    return `${t.scan_refused_one} ${fill(t[message] ?? message, { detail })}`;
  }
}

/** What is shown while the camera is on, around the picture. */
function scanPanel(t, name, video) {
  return el(
    "div",
    { class: "ws-scan", hidden: true },
    el("p", { class: "ws-hint" }, t.scan_hint),
    el("label", null, t.scan_name, name),
    video,
  );
}

/**
 * Scans in a place, below the button that begins and ends it. `take` gets each text and the pseudonym
 * typed for it, and gives what to say.
 */
function codeScanner(node, button, t, take) {
  const told = statusRegion("ws-scanned");
  const name = el("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const video = el("video", { playsinline: true, "aria-label": t.scan_picture });
  const panel = scanPanel(t, name, video);
  node.append(told, panel);
  const found = (text) => {
    told.textContent = take(text, name.value.trim());
  };
  const events = ["keydown", "visibilitychange"];
  let camera = null; // while it is on, or about to be

  const stop = () => {
    camera?.stop();
    camera = null;
    for (const each of events) document.removeEventListener(each, leave);
    told.textContent = "";
    panel.hidden = true;
    button.textContent = t.scan;
  };
  const leave = ({ key }) => {
    if (key === "Escape" || document.hidden) stop();
  };
  const start = async () => {
    const mine = codeCamera(video, found);
    camera = mine;
    for (const each of events) document.addEventListener(each, leave);
    told.textContent = "";
    panel.hidden = false;
    button.textContent = t.scan_stop;
    try {
      await mine.start();
      node.scrollIntoView({ block: "nearest", behavior: "instant" });
    } catch {
      if (camera === mine) {
        stop();
        told.textContent = `${t.scan_refused} ${t.scan_instead}`;
      }
    }
    if (camera !== mine) mine.stop(); // it was not wanted any more when it came
  };
  return { stop, press: () => (camera ? stop() : start()) };
}
