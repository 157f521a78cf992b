// Under the notebook: what Python is doing, what to press, and the way back. A state is told once it has
// lasted, so that nobody hears of each short cell.
(() => {
  const { back, lessons, ...words } = document.currentScript.dataset;
  const notebook = new URLSearchParams(location.search).get("path") ?? "";
  const OFTEN = 250; // ms
  const LASTS = { busy: 1000, idle: 500 }; // ms
  const LONG = 30_000; // ms after which it is told what to do if this does not end
  const LATER = { starting: "slow", busy: "long" };
  const SILENT = 2000; // ms without another state since something has broken
  const STATES = { idle: "idle", busy: "busy", dead: "crashed", terminating: "stopped" };
  // What is told of a Python that waits for code, by what was told before.
  const READY = { starting: "ready", slow: "ready", failed: "ready" };
  Object.assign(READY, { restarting: "anew", stopped: "anew" });
  Object.assign(READY, { busy: "done", long: "done", crashed: "done" });

  let state = "starting";
  let since = performance.now();
  let told = "";
  let hasRun = false; // Python has been ready before
  let broken = Number.POSITIVE_INFINITY; // when

  const bar = document.createElement("div");
  bar.className = "whosays-start";
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = lessons.replace("*", notebook.replace(/\.ipynb$/, ""));
  link.textContent = back;
  bar.append(link, line);
  document.body.append(bar);

  function tell(word) {
    told = word;
    bar.dataset.state = word;
    line.textContent = words[word];
  }

  function stateNow() {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    if (!kernel) return hasRun ? "stopped" : "starting";
    // "unknown" until it answers for the first time, "restarting" until it does so again.
    return STATES[kernel.status] ?? (hasRun ? "restarting" : "starting");
  }

  function wordNow() {
    const lasted = performance.now() - since;
    if (lasted < (LASTS[state] ?? 0)) return told;
    if (state === "idle") return READY[told] ?? told;
    const isAwaited = state !== "stopped";
    if (isAwaited && performance.now() - broken > SILENT) return hasRun ? "crashed" : "failed";
    return (lasted > LONG && LATER[state]) || state;
  }

  // A Python that has died, or cannot be had, has no state of its own. That it cannot be had shows in a
  // promise that nobody keeps, that it has died in a message of its worker to a log that is not shown.
  function note({ type, data }) {
    const logged = data?._logMessage;
    const isFatal = logged?.level === "critical" && `${logged.data}`.startsWith("Pyodide has ");
    if (type !== "message" || isFatal) broken = performance.now();
  }

  addEventListener("unhandledrejection", note);
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", note);
      this.addEventListener("error", note);
    }
  };

  tell(state);
  setInterval(() => {
    const current = stateNow();
    // What broke beside a Python that answers, or before another one, says nothing of this one.
    if (current === "idle" || (current !== state && current !== "busy"))
      broken = Number.POSITIVE_INFINITY;
    if (current !== state) {
      state = current;
      since = performance.now();
    }
    const word = wordNow();
    hasRun ||= state === "idle";
    if (word !== told) tell(word);
  }, OFTEN);
})();
