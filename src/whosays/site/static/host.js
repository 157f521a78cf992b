// Runs the page's anywidget front ends without a kernel.
//
// The page brings the state of its widgets as JSON, and the parts of each front end as text in
// scripts of their own (whosays.part); what several widgets share comes once. From a folder no ES
// module can be fetched, but text that is here already can be imported as a blob. What AFM asks of a host: https://anywidget.dev/en/afm/
(() => {
  const texts = new Map(); // hash of a part of a front end -> its text
  const imports = new Map(); // hashes of a front end's parts -> promise of its default export
  const models = new Map(); // model id -> promise of { model, widget }
  let states = {};

  const whosays = window.whosays; // page.js has made it
  whosays.part = (hash, text) => texts.set(hash, text);

  function importOnce(parts) {
    const key = parts.join(" ");
    if (!imports.has(key)) imports.set(key, importText(parts));
    return imports.get(key);
  }

  async function importText(parts) {
    const missing = parts.filter((hash) => !texts.has(hash));
    if (missing.length > 0) throw new Error(`the front end ${missing} did not come with the page`);
    const text = parts.map((hash) => texts.get(hash)).join("\n");
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    try {
      const { default: exported } = await import(url);
      return typeof exported === "function" ? await exported() : exported;
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  // Where a kernel would be told.
  const nothing = () => undefined;

  // A model without a kernel: values live as long as the page.
  function makeModel(values) {
    const listeners = new Map(); // event -> set of callbacks

    function emit(event, ...rest) {
      for (const callback of [...(listeners.get(event) ?? [])]) callback(...rest);
    }

    const model = {
      get: (name) => values[name],
      set(name, value) {
        const changes = typeof name === "object" ? Object.entries(name) : [[name, value]];
        const changed = changes.filter(([key, now]) => values[key] !== now);
        for (const [key, now] of changed) values[key] = now;
        for (const [key, now] of changed) emit(`change:${key}`, model, now);
        if (changed.length > 0) emit("change", model);
      },
      save_changes: nothing,
      send: nothing,
      on(events, callback) {
        for (const event of events.split(/\s+/)) {
          if (!listeners.has(event)) listeners.set(event, new Set());
          listeners.get(event).add(callback);
        }
      },
      off(events, callback) {
        for (const event of events ? events.split(/\s+/) : [...listeners.keys()]) {
          if (callback) listeners.get(event)?.delete(callback);
          else listeners.delete(event);
        }
      },
      widget_manager: {
        get_model: async (other) => (await openModel(other)).model,
      },
    };
    return model;
  }

  const experimental = {
    invoke: () =>
      Promise.reject(new Error("this needs Python: run the chapter on Binder or on your computer")),
  };
  const { signal } = new AbortController(); // a page's widgets live as long as the page

  // Binary values travel beside the JSON, as base64 with the path where they belong.
  function restoreBuffers(state, buffers = []) {
    for (const { path, data } of buffers) {
      const holder = path.slice(0, -1).reduce((value, key) => value[key], state);
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      holder[path.at(-1)] = new DataView(bytes.buffer);
    }
    return state;
  }

  function openModel(id) {
    const bare = id.replace(/^IPY_MODEL_/, "");
    if (!models.has(bare)) models.set(bare, makeAndInitialize(bare));
    return models.get(bare);
  }

  async function makeAndInitialize(id) {
    if (!states[id]) throw new Error("the page holds no state for it");
    const { parts, state, buffers } = states[id];
    const widget = await importOnce(parts);
    const model = makeModel(restoreBuffers(state, buffers));
    await widget.initialize?.({ model, experimental, signal });
    return { model, widget };
  }

  // A link to a part of the static form leads to what stands for it now: to the question of that
  // name, where there is one, or to the top of the widget.
  function keepAnchors(place, fallback) {
    for (const { id } of fallback.querySelectorAll("[id]")) {
      whosays.places.set(id, place);
      const question = place.querySelector(
        `[data-item="${CSS.escape(id.replace(/^[a-z]+-/, ""))}"]`,
      );
      if (question && !question.id) question.id = id;
      else if (!document.getElementById(id)) {
        const mark = document.createElement("div");
        mark.id = id;
        place.prepend(mark);
      }
    }
  }

  // What a static form has for paper (.ws-sheet) stays there, for printing alone and without its key:
  // on the screen only a part of it is to be seen at a time.
  function keepForPaper(place, fallback) {
    const sheet = fallback.querySelector(".ws-sheet")?.cloneNode(true);
    if (!sheet) return;
    for (const key of sheet.querySelectorAll(".ws-key")) key.remove();
    for (const named of sheet.querySelectorAll("[id]")) named.removeAttribute("id");
    sheet.classList.add("ws-on-paper");
    place.append(sheet);
  }

  // The fallback leaves before the widget comes, so that no id exists twice; the place keeps its
  // height meanwhile, so that the text below does not jump.
  async function hydrate(place) {
    const id = place.dataset.widgetModel;
    const fallback = document.createDocumentFragment();
    try {
      const { model, widget } = await openModel(id);
      const el = document.createElement("div");
      place.style.minHeight = `${place.offsetHeight}px`;
      fallback.append(...place.childNodes);
      keepForPaper(place, fallback);
      place.append(el);
      await widget.render?.({ model, el, experimental, signal });
      place.style.minHeight = "";
      keepAnchors(place, fallback);
      place.dataset.widgetReady = "";
      performance.mark("whosays:widget-ready", { detail: id });
      place.dispatchEvent(new CustomEvent("whosays:ready", { bubbles: true }));
    } catch (error) {
      if (fallback.hasChildNodes()) place.replaceChildren(fallback);
      place.dataset.widgetFailed = "";
      console.error(`The widget ${id} did not start; its static form stays.`, error);
    }
    place.style.minHeight = "";
  }

  // With `?key` in the address what holds answers keeps its static form, unfolded: for a teacher to
  // print.
  const asked = new URLSearchParams(location.search);
  const wantsKey = asked.has("key");

  function showKey(place) {
    const folds = place.querySelectorAll("details");
    for (const fold of folds) fold.open = true;
    if (folds.length > 0) place.dataset.widgetReady = "";
    return folds.length > 0;
  }

  // With `?review` in the address the sets of questions hold those that return today; gives their
  // number.
  function reviewDue() {
    let count = 0;
    for (const { state } of Object.values(states)) {
      const due = state.review === false ? state.items.filter(({ id }) => whosays.isDue(id)) : [];
      if (due.length > 0) Object.assign(state, { items: due, review: true });
      count += due.length;
    }
    return count;
  }

  function start() {
    const holder = document.querySelector(
      'script[type="application/vnd.jupyter.widget-state+json"]',
    );
    states = holder ? JSON.parse(holder.textContent) : {};
    const reviews = asked.has("review") ? reviewDue() : 0;
    for (const place of document.querySelectorAll("[data-widget-model]")) {
      if (!wantsKey || !showKey(place)) hydrate(place);
    }
    for (const [note, wanted] of [
      [".site-key", wantsKey],
      [".site-review", reviews > 0],
    ]) {
      const line = document.querySelector(note);
      if (line) line.hidden = !wanted;
    }
  }

  if (document.readyState === "complete") start();
  else document.addEventListener("DOMContentLoaded", start);
})();
