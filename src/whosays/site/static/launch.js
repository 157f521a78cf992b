// Python in the reader's browser: what a chapter needs is fetched while the reader sees how far that
// is, into the browser's own store of files; then the notebook opens and finds it there.
(() => {
  const box = document.querySelector(".site-lite");
  const link = box.querySelector("a");
  const { launchWords: t } = window.whosays;
  const AT_ONCE = 4;
  const root = new URL("../", link.href).href; // of lite/, whose notebooks are one folder below
  const notebook = new URL(link.href).searchParams.get("path");
  let current = null; // an AbortController while something is being fetched

  if (location.protocol === "file:") {
    const said = document.createElement("p");
    said.textContent = t.folder;
    box.replaceChildren(said);
    return;
  }

  function beside(name, attributes, text = "") {
    const part = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    part.textContent = text;
    link.parentElement.append(part, " ");
    return part;
  }
  const look = { type: "button", class: "site-button site-button-quiet", hidden: "" };
  const stop = beside("button", look, t.stop);
  const bar = beside("progress", { "aria-label": t.progress, hidden: "" });
  const line = beside("span", { role: "status" });

  const megabytes = (bytes) =>
    (bytes / 1e6).toLocaleString(document.documentElement.lang, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });

  function show(text, fetching) {
    line.textContent = text;
    link.hidden = fetching;
    stop.hidden = !fetching;
    bar.hidden = !fetching;
  }

  function showProgress(done, size) {
    bar.max = size;
    bar.value = done;
    line.textContent = t.loading
      .replace("{done}", megabytes(done))
      .replace("{size}", megabytes(size));
  }

  // What travels is counted: of a file that comes compressed, the part of it that is there.
  async function take([name, travels, whole], signal, count) {
    const response = await fetch(root + name, { signal });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const reader = response.body.getReader();
    const readOn = async () => {
      const { done, value } = await reader.read();
      if (done) return;
      count((value.length / whole) * travels);
      await readOn();
    };
    await readOn();
  }

  async function fetchAll(signal) {
    const about = await (await fetch(`${root}about.json`, { signal, cache: "no-cache" })).json();
    const files = about.notebooks[notebook].flatMap((group) => about.groups[group]);
    const size = files.reduce((sum, [, travels]) => sum + travels, 0);
    let done = 0;
    const count = (bytes) => {
      done += bytes;
      showProgress(Math.min(done, size), size);
    };
    count(0);
    const open = [...files];
    const worker = async () => {
      const file = open.shift();
      if (!file) return;
      await take(file, signal, count);
      await worker();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async function start(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
    event.preventDefault();
    current = new AbortController();
    show("", true);
    stop.focus();
    try {
      await fetchAll(current.signal);
      show(t.opening, false);
      link.hidden = true;
      location.assign(link.href);
    } catch {
      const wanted = !current.signal.aborted;
      current.abort(); // the others need not go on
      show(wanted ? t.failed : "", false);
      link.focus();
    }
  }

  link.addEventListener("click", start);
  stop.addEventListener("click", () => current.abort());
  // Whoever comes back finds the button again.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) show("", false);
  });
})();
