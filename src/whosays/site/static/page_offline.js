// Has the browser keep the book, so that it opens without a connection (sw.js). That begins when the
// page has long been there and nothing else is to do, and never on a connection that counts bytes.
(() => {
  const root = document.documentElement;
  const top = new URL(root.dataset.content_root ?? ".", location.href).href;
  const PREFIX = `whosays ${new URL(top).pathname} `;
  const REFUSED = "whosays-offline"; // not among what "Delete all" deletes: a wish, no answer
  const LATER = 5000;
  const box = document.querySelector(".site-kept");

  // None from a folder, on a platform, in a frame (of one that shows a page), or where they are refused.
  function findWorkers() {
    try {
      if (window.whosays.lesson) return null;
      if (!location.protocol.startsWith("http") || window.top !== window) return null;
      return window.caches ? navigator.serviceWorker : null;
    } catch {
      return null;
    }
  }

  const workers = findWorkers();
  if (!workers) return;

  function isRefused() {
    try {
      return localStorage.getItem(REFUSED) !== null;
    } catch {
      return true;
    }
  }

  function isDear() {
    const { saveData, effectiveType = "" } = navigator.connection ?? {};
    return saveData || effectiveType.endsWith("2g");
  }

  async function keep() {
    const registration = await workers.register(`${top}sw.js`, { updateViaCache: "none" });
    const ask = () => registration.active.postMessage({ keep: true });
    workers.addEventListener("controllerchange", ask, { once: true }); // a new release took over
    registration.waiting?.postMessage({ replace: true });
    await workers.ready;
    ask();
  }

  const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  // In words, from the newest copy that is whole.
  async function whatIsKept() {
    const found = await Promise.all(
      (await copies()).map((cacheName) => caches.match(`${top}?whole`, { cacheName })),
    );
    return (await found.filter(Boolean).at(-1)?.text()) ?? "";
  }

  async function drop() {
    localStorage.setItem(REFUSED, "1");
    const registration = await workers.getRegistration(top);
    await registration?.unregister();
    await Promise.all((await copies()).map((name) => caches.delete(name)));
  }

  function setUpBox() {
    const line = box.querySelector("[role=status]");
    const buttons = {
      keep: box.querySelector("[data-ws-keep]"),
      drop: box.querySelector("[data-ws-drop]"),
    };

    function show(text, button) {
      box.hidden = false;
      line.textContent = text;
      for (const [name, each] of Object.entries(buttons)) each.hidden = name !== button;
    }

    const showState = async () => {
      const whole = await whatIsKept();
      if (whole) show(whole, "drop");
      else show(box.dataset.none, "keep");
    };
    const showStopped = () => show(box.dataset.stopped, "keep");

    buttons.keep.addEventListener("click", () => {
      show(box.dataset.fetching, "");
      try {
        localStorage.removeItem(REFUSED);
      } catch {
        // Storage is refused: it is kept as long as the browser likes.
      }
      keep().catch(showStopped);
    });
    buttons.drop.addEventListener("click", () => drop().then(showState, showState));
    workers.addEventListener("message", ({ data }) => (data.stopped ? showStopped() : showState()));
    workers.startMessages();
    showState().catch(() => null);
  }

  if (box) setUpBox();

  const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 0));
  addEventListener("load", () => {
    setTimeout(() => {
      // What fails here is tried again on the next page; nobody has asked for it.
      if (!isRefused() && !isDear()) whenIdle(() => keep().catch(() => null));
    }, LATER);
  });
})();
