// Under the notebook, while Python starts: what is going on, what to press then, and the way back.
(() => {
  const { back, starting, ready, lessons } = document.currentScript.dataset;
  const notebook = new URLSearchParams(location.search).get("path") ?? "";
  const OFTEN = 250; // ms

  const bar = document.createElement("div");
  bar.className = "whosays-start";
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  line.textContent = starting;
  const link = document.createElement("a");
  link.href = lessons.replace("*", notebook.replace(/\.ipynb$/, ""));
  link.textContent = back;
  bar.append(link, line);
  document.body.append(bar);

  function isReady() {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext?.session;
    return session?.kernel?.status === "idle";
  }

  const watch = setInterval(() => {
    if (!isReady()) return;
    clearInterval(watch);
    line.textContent = ready;
  }, OFTEN);
})();
