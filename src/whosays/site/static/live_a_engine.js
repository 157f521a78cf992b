// Python for this page: one worker for all its cells, started when the first of them is run.
(() => {
  const { src } = document.currentScript;
  const root = new URL("../", src); // of the site
  const live = { src, root, kit: null, words: {}, listeners: new Set() };
  window.whosays.live = live;

  let worker = null;
  let ready = null; // promise, while there is a worker
  let number = 0;
  const waiting = new Map(); // number of what was asked -> { resolve, reject }

  let there = new Set(); // packages that Python has, as far as the page has asked for them
  live.isReady = false;
  live.hear = (listener) => live.listeners.add(listener);

  function told(message) {
    for (const listener of live.listeners) listener(message);
  }

  function answered({ data }) {
    const asked = waiting.get(data.number);
    if (!asked) {
      told(data);
      return;
    }
    waiting.delete(data.number);
    if (data.type === "done") asked.resolve(data.answer);
    else asked.reject(new Error(data.text));
  }

  function ask(what, given) {
    number += 1;
    const asked = new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
    worker.postMessage({ ask: what, number, ...given });
    return asked;
  }

  // Ends Python, whatever it is doing. What waits for it hears of it.
  live.stop = () => {
    worker?.terminate();
    worker = null;
    ready = null;
    live.isReady = false;
    there = new Set();
    for (const { reject } of waiting.values()) reject(new DOMException("", "AbortError"));
    waiting.clear();
    told({ type: "stopped" });
  };

  function start(needs) {
    const address = new URL(`lite/python_worker.js${new URL(src).search}`, root);
    worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", answered);
    const broken = new Promise((_resolve, reject) => {
      worker.addEventListener("error", ({ message }) => reject(new Error(message || "worker")));
    });
    const folder = new URL("lite/static/pyodide/", root).href;
    const started = ask("start", { kit: live.kit, folder, needs, words: live.words });
    return Promise.all([host(), Promise.race([broken, started])]).then(() => {
      there = packagesFor(needs);
    });
  }

  // What makes the page's widgets run makes those run that Python sends. Many pages have it.
  const host = async () => {
    if (!window.whosays.part) await window.whosays.load(new URL(live.kit.host, root).href);
  };

  // Gives a promise that Python is there; `needs` are the names that the first code imports.
  live.start = async (needs) => {
    ready ??= start(needs);
    const mine = ready;
    try {
      await ready;
      live.isReady = true;
    } catch (error) {
      if (ready === mine) live.stop();
      throw error;
    }
  };

  // What the page's own widgets have kept is with Python before the code runs.
  live.run = async (cell, code, before) => {
    if (!(await ask("prepare", { cell, code, before }))) return;
    await live.fillUnseen();
    await ask("run", { cell, code });
  };

  // A case's files ({path: text}) as a lesson in one file, of what of the site goes into it; JSON.
  live.lesson = (files, kit) => ask("lesson", { files, kit });

  // What the rules propose for such files, as JSON; `needs` are the names that they import besides.
  live.propose = async (files, needs) => {
    const answer = await ask("propose", { files, needs });
    there = new Set([...there, ...packagesFor(needs)]);
    return answer;
  };

  // What a widget's front end says; nothing once Python has been stopped.
  live.tell = (model, data) => {
    if (worker) ask("receive", { model, data }).catch(() => null);
  };

  // --- How much is loaded. ----------------------------------------------------------------------

  function packagesFor(names) {
    const { kit } = live;
    const found = names.flatMap((name) => kit.names[name] ?? kit.modules[name.split(".")[0]] ?? []);
    return new Set([...kit.base, ...found]);
  }

  // What is still to come for code that needs these.
  live.bytesFor = (names) => {
    const coming = [...packagesFor(names)].filter((name) => !there.has(name));
    const parts = coming.map((name) => live.kit.packages[name]);
    const engine = live.isReady ? [] : Object.values(live.kit.engine);
    return [...engine, ...parts].reduce((sum, { wire }) => sum + wire, 0);
  };

  const { lang } = document.documentElement;
  const one = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  live.megabytes = (bytes) =>
    new Intl.NumberFormat(lang === "en" ? "en-GB" : lang, one).format(bytes / 1e6);

  live.fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

  live.load = async () => {
    const response = await fetch(new URL("lite/live.json", root));
    if (!response.ok) throw new Error(`lite/live.json: ${response.status}`);
    live.kit = await response.json();
    live.words = live.kit.words;
  };
})();
