// A lesson in one file: no site is around it, and its reader can delete what this browser keeps of it.
(() => {
  window.whosays ??= {};
  window.whosays.lesson = {}; // what page_*.js would ask of a site's server is not asked
  const button = document.querySelector("[data-ws-forget]");
  const names = button.dataset.wsForget.split(" ").map((name) => `:${name}`);

  function forget() {
    window.whosaysMemory?.clear();
    try {
      for (const key of Object.keys(localStorage)) {
        if (names.some((name) => key.endsWith(name))) localStorage.removeItem(key);
      }
    } catch {
      // Storage is refused: there was nothing but the memory.
    }
    dispatchEvent(new CustomEvent("whosays:stored", { detail: null })); // the widgets let go of it
    button.nextElementSibling.textContent = button.dataset.done;
  }

  button.addEventListener("click", forget);
})();
