// Runs the page's anywidget front ends without a kernel.
//
// The page brings the state of its widgets as JSON; what it says already is there as a reference to
// the text of the static forms (state.py). The parts of each front end come as functions in scripts
// (scripts.py), so that nothing has to be made a module: from a folder none can be fetched, and a
// strict policy forbids the other ways. What AFM asks of a host: https://anywidget.dev/en/afm/
(() => {
  const whosays = window.whosays; // page.js has made it
  const makers = new Map(); // key of a part of a front end -> function that makes it
  const made = new Map(); // key of a part -> what it gave
  const words = new Map(); // key of a front end -> its strings, where pages have them in common
  const apart = new Map(); // model id -> state that came in a file of its own
  const givens = new Map(); // key of a front end -> what its parts have given one another
  const models = new Map(); // model id -> promise of { model, widget }
  const PLACE = "[data-widget-model]";
  const places = [...document.querySelectorAll(PLACE)];
  // Before anything changes it, a widget or who translates pages.
  const text = places
    .map((place) => place.textContent)
    .join(" ")
    .replace(/[ \t\n\r\f]+/g, " ");

  whosays.part = (key, make) => makers.set(key, make);
  whosays.words = (key, strings) => words.set(key, strings);
  whosays.state = (id, packed) => apart.set(id, packed);

  // What front ends are written for: Chrome and Edge 111, Firefox 121, Safari 16.4. Where one of
  // these is missing the static forms stay.
  const isAble = [
    Array.prototype.findLast,
    Array.prototype.toSorted,
    window.CSS?.supports?.("selector(:has(a))"),
  ].every(Boolean);

  // Adler-32 over UTF-16 code units, as state.py has it.
  function checksum(characters) {
    let [low, high] = [1, 0];
    const add = (byte) => {
      low = (low + byte) % 65_521;
      high = (high + low) % 65_521;
    };
    for (let n = 0; n < characters.length; n++) {
      const unit = characters.charCodeAt(n);
      add(unit % 256);
      add(Math.floor(unit / 256));
    }
    return high * 65_536 + low;
  }

  let sum; // of the text, once it is asked for

  // Puts the text of the page where the state refers to it.
  function unpacked(packed) {
    let at = 0;
    const found = JSON.parse(
      packed.replace(/\^(?:\^|(-?[0-9a-z]*),([0-9a-z]+);)/g, (sign, skip, length) => {
        if (length === undefined) return sign[0];
        const from = at + (skip ? Number.parseInt(skip, 36) : 0);
        at = from + Number.parseInt(length, 36);
        return JSON.stringify(text.slice(from, at)).slice(1, -1);
      }),
    );
    sum ??= checksum(text);
    if (found.text !== sum) {
      throw new Error("the text of the page is not what the build wrote");
    }
    return found.models;
  }

  let states = null;

  function stateOf(id) {
    const holder = document.querySelector(
      'script[type="application/vnd.jupyter.widget-state+json"]',
    );
    states ??= holder ? unpacked(holder.textContent) : {};
    return states[id];
  }

  // What is large comes in a file of its own, when its widget does.
  async function fetched(id) {
    const src = places.find(({ dataset }) => dataset.widgetModel === id)?.dataset.src;
    if (!src) throw new Error("the page holds no state for it");
    await whosays.load(src);
    return unpacked(apart.get(id))[id];
  }

  // The parts of a front end, each of which gets what those before it declare; the last one gives
  // the module's default export.
  async function frontEnd(keys) {
    const missing = keys.filter((key) => !makers.has(key));
    if (missing.length > 0) throw new Error(`the front end ${missing} did not come with the page`);
    const given = {};
    if (!made.has(keys.at(-1))) givens.set(keys.at(-1), given);
    for (const key of keys) {
      if (!made.has(key)) made.set(key, makers.get(key)(given));
      if (key !== keys.at(-1)) Object.assign(given, made.get(key));
    }
    const exported = made.get(keys.at(-1));
    return typeof exported === "function" ? await exported() : exported;
  }

  // The functions of a front end that are called once a reader asks for more.
  function addLate(key) {
    const given = givens.get(key);
    Object.assign(given, makers.get(`${key}+`)(given));
  }

  // All of a front end, for a widget whose Python runs in the page (live.js).
  whosays.frontEnd = async (keys) => {
    const widget = await frontEnd(keys);
    if (makers.has(`${keys.at(-1)}+`)) addLate(keys.at(-1));
    return widget;
  };

  // Puts values where others are missing.
  function mix(into, rest) {
    for (const [key, value] of Object.entries(rest)) {
      if (into[key] instanceof Object) mix(into[key], value);
      else into[key] = value;
    }
  }

  // What is needed once a reader asks for more: the rest of a front end and of its values. Gives
  // a function that gives null where all is there, and else a promise of it.
  function restOf(id, key, values) {
    const { lateSrc, restSrc } =
      places.find(({ dataset }) => dataset.widgetModel === id)?.dataset ?? {};
    const missing = [lateSrc, restSrc].filter(Boolean);
    let coming = null;
    let isThere = missing.length === 0;

    async function bring() {
      await Promise.all(missing.map((src) => whosays.load(src)));
      if (lateSrc) addLate(key);
      if (restSrc) mix(values, unpacked(apart.get(`${id}+`))[id]);
      isThere = true;
    }

    const again = (error) => {
      coming = null;
      throw error;
    };
    return () => {
      if (isThere) return null;
      coming ??= bring().catch(again);
      return coming;
    };
  }

  // Where a kernel would be told.
  const nothing = () => undefined;

  // A model without a kernel: values live as long as the page.
  function makeModel(values, later) {
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
      later,
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

  // `pause` comes between the steps, where there is time for it.
  function openModel(id, pause = nothing) {
    const bare = id.replace(/^IPY_MODEL_/, "");
    if (!models.has(bare)) models.set(bare, makeAndInitialize(bare, pause));
    return models.get(bare);
  }

  async function makeAndInitialize(id, pause) {
    const { parts, state, buffers } = stateOf(id) ?? (await fetched(id));
    await pause();
    const widget = await frontEnd(parts);
    const strings = words.get(parts.at(-1));
    const values = strings && !("strings" in state) ? { ...state, strings } : state;
    const model = makeModel(restoreBuffers(values, buffers), restOf(id, parts.at(-1), values));
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

  // A browser that holds what is seen where it is, while something above it changes its height.
  const holdsStill = CSS.supports("overflow-anchor", "auto");

  // The fallback leaves before the widget comes, so that no id exists twice; the place keeps its
  // height meanwhile, so that the text below does not jump.
  async function hydrate(place) {
    const id = place.dataset.widgetModel;
    const fallback = document.createDocumentFragment();
    const { bottom } = place.getBoundingClientRect();
    const hadFocus = place.contains(document.activeElement);
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
    if (hadFocus) place.querySelector("button, input, select, summary, [tabindex]")?.focus();
    if (!holdsStill && bottom < 0) {
      const moved = place.getBoundingClientRect().bottom - bottom;
      scrollBy({ top: moved, behavior: "instant" });
    }
  }

  // --- When widgets start: what is near, one after the other, with breath for the page between. ---

  const SCREENS = 2; // how far off is near
  const near = new Set(); // places that are to start

  const breath = () =>
    window.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve, 0));
  let isWorking = false;

  async function work() {
    const [place] = near;
    isWorking = place !== undefined;
    if (!isWorking) return;
    await breath();
    await openModel(place.dataset.widgetModel, breath).catch(nothing);
    await breath();
    if (near.delete(place)) await hydrate(place);
    work();
  }

  function comes(place) {
    if ("widgetNear" in place.dataset) return false;
    place.dataset.widgetNear = "";
    watch.unobserve(place);
    return true;
  }

  const watch = new IntersectionObserver(
    (entries) => {
      const here = entries.filter(({ isIntersecting }) => isIntersecting);
      // What is seen comes first, then what is below.
      const later = ({ boundingClientRect: { top, bottom } }) =>
        bottom < 0 ? innerHeight - bottom : Math.max(top, 0);
      for (const { target } of here.sort((a, b) => later(a) - later(b))) {
        if (comes(target)) near.add(target);
      }
      if (!isWorking) work();
    },
    { rootMargin: `${SCREENS * 100}% 0px` },
  );

  // All at once, for paper.
  function startAll() {
    for (const place of places) {
      if (comes(place) || near.delete(place)) hydrate(place);
    }
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
    stateOf("");
    for (const { state } of Object.values(states)) {
      const due = state.review === false ? state.items.filter(({ id }) => whosays.isDue(id)) : [];
      if (due.length > 0) Object.assign(state, { items: due, review: true });
      count += due.length;
    }
    return count;
  }

  // Where a link leads into a widget that one comes at once.
  function startTarget() {
    const id = location.hash.slice(1);
    const place = id && document.getElementById(decoded(id))?.closest(PLACE);
    if (place && comes(place)) hydrate(place);
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  async function start() {
    let reviews = 0;
    if (asked.has("review")) {
      await whosays.listed();
      reviews = reviewDue();
    }
    for (const [note, wanted] of [
      [".site-key", wantsKey],
      [".site-review", reviews > 0],
    ]) {
      const line = document.querySelector(note);
      if (line) line.hidden = !wanted;
    }
    for (const place of places) {
      if (wantsKey && showKey(place)) comes(place);
      else watch.observe(place);
    }
    startTarget();
    addEventListener("hashchange", startTarget);
    addEventListener("beforeprint", startAll);
    whosays.startAll = startAll;
  }

  function keepStaticForms() {
    for (const place of places) place.dataset.widgetFailed = "";
  }

  // Once every front end is there, which come after this script.
  document.addEventListener("DOMContentLoaded", isAble ? start : keepStaticForms);
})();
