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

  const SIZE = 65_521; // of what Adler-32 counts in

  // Adler-32 over UTF-16 code units, as state.py has it. Both sums are cut to their size only now and
  // then: they stay exact for longer than that, and it is most of the work.
  function checksum(characters) {
    let [low, high] = [1, 0];
    for (let n = 0; n < characters.length; n++) {
      const unit = characters.charCodeAt(n);
      const byte = unit % 256;
      low += byte;
      high += low;
      low += (unit - byte) / 256;
      high += low;
      if (n % 4096 === 0) [low, high] = [low % SIZE, high % SIZE];
    }
    return (high % SIZE) * 65_536 + (low % SIZE);
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
    // A lesson in one file has it whole, and names no text.
    if (!("text" in found)) return found.models;
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

  // What is large comes in a file of its own, when its widget does; what rests brings its front end.
  async function fetched(id) {
    const place = places.find(({ dataset }) => dataset.widgetModel === id);
    if (!place?.dataset.src) throw new Error("the page holds no state for it");
    await filesOf(place);
    return unpacked(apart.get(id))[id];
  }

  const filesOf = ({ dataset: { src, frontSrc } }) =>
    Promise.all([src, frontSrc].filter(Boolean).map((file) => whosays.load(file)));

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

  // The functions of a front end that are called once a reader asks for more, or for more still: what
  // of them has come.
  function addLate(key) {
    const given = givens.get(key);
    for (let late = `${key}+`; makers.has(late); late += "+") {
      if (!made.has(late)) made.set(late, makers.get(late)(given));
      Object.assign(given, made.get(late));
    }
  }

  // All of a front end, for a widget whose Python runs in the page (live.js).
  whosays.frontEnd = async (keys) => {
    const widget = await frontEnd(keys);
    addLate(keys.at(-1));
    return widget;
  };

  // What of a front end is needed once a reader asks for more (1), or for more still (2). Gives a
  // function that gives null where all of that is there, and else a promise of it.
  function restOf(id, key) {
    const { lateSrc, lastSrc } =
      places.find(({ dataset }) => dataset.widgetModel === id)?.dataset ?? {};
    const files = [lateSrc, lastSrc].filter(Boolean);
    let there = 0;
    if (files.length === 0) addLate(key); // it came with the rest

    async function bring(step) {
      await Promise.all(files.slice(0, step).map((src) => whosays.load(src)));
      addLate(key);
      there = Math.max(there, step);
    }

    return (step = 1) => (Math.min(step, files.length) <= there ? null : bring(step));
  }

  // Where a kernel would be told.
  const nothing = () => undefined;

  // A model: values that live as long as the page, and who listens to them. `own` is what it does in
  // its own way; `saved` is told what a front end has set.
  whosays.makeModel = (values, own, saved = nothing) => {
    const listeners = new Map(); // event -> set of callbacks

    function emit(event, ...rest) {
      for (const callback of [...(listeners.get(event) ?? [])]) callback(...rest);
    }

    // Gives what is new of it, once all who listen have been told.
    function change(changes) {
      const changed = Object.entries(changes).filter(([key, now]) => values[key] !== now);
      for (const [key, now] of changed) values[key] = now;
      for (const [key, now] of changed) emit(`change:${key}`, model, now);
      if (changed.length > 0) emit("change", model);
      return changed;
    }

    const model = {
      get: (name) => values[name],
      set: (name, value) => saved(change(typeof name === "object" ? name : { [name]: value })),
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
      ...own,
    };
    return { model, change, emit };
  };

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
    const { model } = whosays.makeModel(restoreBuffers(values, buffers), {
      later: restOf(id, parts.at(-1)),
      widget_manager: { get_model: async (other) => (await openModel(other)).model },
    });
    await widget.initialize?.({ model, experimental, signal });
    return { model, widget };
  }

  // A link to a part of the static form leads to what stands for it now: to the question of that
  // name, where there is one, or to the top of the widget.
  function keepAnchors(place, fallback) {
    for (const { id } of fallback.querySelectorAll("[id]:not(.ws-live *)")) {
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
    for (const part of sheet.querySelectorAll(".ws-key, .ws-live")) part.remove();
    for (const named of sheet.querySelectorAll("[id]")) named.removeAttribute("id");
    sheet.classList.add("ws-on-paper");
    place.prepend(sheet);
  }

  // A browser that holds what is seen where it is, while something above it changes its height.
  const holdsStill = CSS.supports("overflow-anchor", "auto");

  // The fallback leaves before the widget comes, so that no id exists twice; the place keeps its
  // height meanwhile, so that the text below does not jump. One that rests is seen until the widget,
  // which looks like it, is drawn beside it.
  async function hydrate(place) {
    const id = place.dataset.widgetModel;
    const rests = "rests" in place.dataset;
    const fallback = document.createDocumentFragment();
    const { bottom } = place.getBoundingClientRect();
    const hadFocus = place.contains(document.activeElement);
    const el = document.createElement("div");
    let goOn = nothing;

    const leave = () => {
      place.style.minHeight = `${place.offsetHeight}px`;
      fallback.append(...[...place.childNodes].filter((each) => each !== el));
      keepForPaper(place, fallback);
      if (!el.isConnected) place.append(el);
    };

    try {
      const { model, widget } = await openModel(id);
      if (rests) {
        el.className = "ws-coming";
        place.append(el);
      } else leave();
      await widget.render?.({ model, el, experimental, signal });
      if (rests) {
        await frame();
        goOn = await doneAtRest(place);
        leave();
        el.removeAttribute("class");
        delete place.dataset.rests;
      }
      place.style.minHeight = "";
      keepAnchors(place, fallback);
      place.dataset.widgetReady = "";
      performance.mark("whosays:widget-ready", { detail: id });
      await goOn(el);
      place.dispatchEvent(new CustomEvent("whosays:ready", { bubbles: true }));
    } catch (error) {
      el.remove();
      if (fallback.hasChildNodes()) place.replaceChildren(fallback);
      delete place.dataset.rests;
      place.dataset.widgetFailed = "";
      console.error(`The widget ${id} did not start; its static form stays.`, error);
    }
    place.style.minHeight = "";
    if (hadFocus && !rests)
      place.querySelector("button, input, select, summary, [tabindex]")?.focus();
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
  // Until what has been drawn is laid out.
  const frame = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
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

  // All at once.
  function startAll() {
    for (const place of places) {
      if (comes(place) || near.delete(place)) hydrate(place);
    }
  }

  // For paper, on which a form that rests says more than its widget.
  function startForPaper() {
    for (const place of places) {
      if (!("rests" in place.dataset) && (comes(place) || near.delete(place))) hydrate(place);
    }
  }

  // --- What rests comes when a reader touches it: its static form looks as it will. ---

  const TOUCHES = ["pointermove", "pointerdown", "focusin", "click", "change"];
  const TYPED = "[type=number]";
  const CHOSEN = "[type=radio], [type=checkbox], select";
  const TOUCHED = "a, button, input, select, summary, .ws-mark";

  // A finger that scrolls has not touched it yet, nor has a mouse below which the page moved.
  const isTouch = ({ type, pointerType, movementX, movementY }) =>
    !pointerType ||
    type === "click" ||
    (pointerType === "mouse" && (type === "pointerdown" || movementX !== 0 || movementY !== 0));

  // A browser may put back what was chosen before a page was loaded anew.
  const isChanged = ({ type, checked, defaultChecked, value, defaultValue, selectedIndex }) =>
    /radio|checkbox/.test(type)
      ? checked !== defaultChecked
      : selectedIndex > 0 || (defaultValue !== undefined && value !== defaultValue);

  function rest(place) {
    watchRest(place);

    async function wake(event) {
      if (!isTouch(event)) return;
      for (const name of TOUCHES) place.removeEventListener(name, wake);
      try {
        await filesOf(place);
      } catch {
        doings.get(place).presses.length = 0;
        listen(); // there is no way to the files: perhaps the next time
        return;
      }
      await openModel(place.dataset.widgetModel, breath).catch(nothing);
      await breath();
      if (comes(place)) hydrate(place);
    }

    const listen = () => {
      for (const name of TOUCHES) place.addEventListener(name, wake);
    };
    const controls = [...place.querySelectorAll("input, select")];
    if (controls.some(isChanged) || place.contains(document.activeElement)) wake({});
    else listen();
  }

  const doings = new WeakMap(); // place -> what its reader is doing and has done

  // Watches what a reader does to a form while it rests.
  function watchRest(place) {
    const end = new AbortController();
    const until = { signal: end.signal };
    const doing = { presses: [], isHeld: false, list: null, end };
    doings.set(place, doing);
    const hold = () => {
      doing.isHeld = true;
    };
    const release = () => {
      doing.isHeld = false;
    };
    const choose = ({ target, type }) => {
      doing.list = type === "focusin" && target.matches("select") ? target : null;
    };
    const note = ({ target, detail }) => {
      release();
      const touched = target.closest(TOUCHED);
      // What is chosen or typed is there to be seen, and a link leads away. Whoever presses again is
      // waiting for what the first press does.
      const isNew = touched && touched !== doing.presses.at(-1)?.[0];
      if (isNew && !touched.matches("a, input, select")) doing.presses.push([touched, detail]);
    };
    for (const name of ["pointerdown", "keydown"]) place.addEventListener(name, hold, until);
    for (const name of ["keyup", "pointercancel"]) addEventListener(name, release, until);
    for (const name of ["focusin", "focusout", "change"])
      place.addEventListener(name, choose, until);
    place.addEventListener("click", note, until);
    // After a press comes a click, if at all.
    addEventListener("pointerup", () => setTimeout(release, CLICK), until);
  }

  const CLICK = 300; // milliseconds

  // Whether it would disturb to put something else in the place: a press has begun, a list may be open,
  // or words are selected.
  function isBusy(place) {
    const { isHeld, list } = doings.get(place);
    const { isCollapsed, anchorNode } = getSelection();
    return isHeld || list || (!isCollapsed && place.contains(anchorNode));
  }

  const untilFree = (place) =>
    new Promise((resolve) => {
      const look = () => (isBusy(place) ? requestAnimationFrame(look) : resolve());
      look();
    });

  const seenIn = (root) =>
    [...root.querySelectorAll(TOUCHED)].filter(
      (each) => each.checkVisibility?.() ?? each.getClientRects().length > 0,
    );

  // Makes a control have what another one has, as if a reader had done it.
  function follow(control, { checked, value }) {
    if (control.checked !== checked) control.click();
    if (control.value === value) return;
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What a reader has done to a form at rest, as a function that does it to the widget.
  async function doneAtRest(place) {
    await untilFree(place);
    const before = seenIn(place.querySelector(".ws-fallback"));
    const focused = before.indexOf(document.activeElement);
    const { presses, end } = doings.get(place);
    end.abort();
    return (el) => passOn(before, seenIn(el), focused, presses);
  }

  // Everything of the form has its like in the widget, in the same order.
  async function passOn(before, now, focused, presses) {
    const pairs = now.map((each, n) => [each, before[n]]).slice(0, before.length);
    const those = (selector) => pairs.filter(([, old]) => old.matches(selector));
    for (const [each, old] of those(TYPED)) each.value = old.value;
    now[focused]?.focus();
    // What is said to a choice or a press is heard where it is said in a region that was there.
    await frame();
    for (const [each, old] of those(CHOSEN)) follow(each, old);
    for (const [each, detail] of presses) press(now[before.indexOf(each)], detail);
  }

  function press(element, detail) {
    element?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
  }

  // With `?key` in the address what holds answers keeps its static form, unfolded: for a teacher to
  // print.
  const asked = new URLSearchParams(location.search);
  const wantsKey = asked.has("key");

  function showKey(place) {
    const folds = place.querySelectorAll("details.ws-key");
    for (const fold of folds) fold.open = true;
    if (folds.length === 0) return false;
    delete place.dataset.rests;
    place.dataset.widgetReady = "";
    return true;
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
    if (place && !("rests" in place.dataset) && comes(place)) hydrate(place);
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  // How a widget is to start.
  function setUp(place) {
    if (wantsKey && showKey(place)) comes(place);
    else if ("rests" in place.dataset) rest(place);
    else watch.observe(place);
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
    for (const place of places) setUp(place);
    startTarget();
    addEventListener("hashchange", startTarget);
    addEventListener("beforeprint", startForPaper);
    whosays.startAll = startAll;
  }

  function keepStaticForms() {
    for (const place of places) {
      delete place.dataset.rests;
      place.dataset.widgetFailed = "";
    }
  }

  // Once every front end is there, which come after this script.
  document.addEventListener("DOMContentLoaded", isAble ? start : keepStaticForms);
})();
