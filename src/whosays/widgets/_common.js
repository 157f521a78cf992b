// Shared by all widgets: this text stands before each widget's own module (see _base.py).

// --- building the page: content only ever as text nodes ---

/** Element with attributes (true: present, false/null: absent, function: listener) and children. */
function el(tag, attrs, ...children) {
  const node =
    tag === "svg" || el.svg.has(tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value == null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(
    ...children.flat(Number.POSITIVE_INFINITY).filter((child) => child != null && child !== false),
  );
  return node;
}
el.svg = new Set(["g", "line", "circle", "path", "rect", "text", "polyline"]);

/**
 * Does something once all of a widget is there: the built site brings what few need when asked, and
 * what fewer need (`step` 2) when asked again.
 */
function withAll(model, action, step = 1) {
  const coming = model.later?.(step);
  if (coming) coming.then(action);
  else action();
}

/** Lets the browser do what waits, between pieces of work. */
const breath = () =>
  window.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve, 0));

/** An id that no other widget on the page has. */
function uid() {
  uid.count = (uid.count || 0) + 1;
  uid.page ||= Math.random().toString(36).slice(2, 8);
  return `ws-${uid.page}-${uid.count}`;
}

/** Puts values into "{count} of {all}"; a name without a value stays as it is. */
function fill(text, values) {
  return String(text).replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

const INLINE = /\[([^[\]]+)\]\{([a-z]{2,3})\}|\*([^* \t\r\n](?:[^*]*[^* \t\r\n])?)\*/g;

/** Nodes of an item text: [Worte]{de} and *emphasis*, all else as text (as inline() in quiz.py). */
function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of String(text).matchAll(INLINE)) {
    if (match.index > at) nodes.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    nodes.push(
      match[3] !== undefined
        ? el("em", null, inline(match[3]))
        : el("span", { lang: match[2] }, inline(match[1])),
    );
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** Locale for numbers and dates: the book writes British English. */
const localeOf = (lang) => (lang === "en" ? "en-GB" : lang);

/** A region that screen readers announce; it has to be on the page before anything is said. */
function statusRegion(className) {
  return el("div", { role: "status", class: className });
}

// --- what the reader's browser keeps ---

// Stored and removed at once, so that other tabs hear that everything has been deleted.
const CLEARED = "whosays:cleared";
const ASIDE = "whosays:aside:";

/**
 * localStorage that never throws. Values are JSON; what cannot be kept stays in memory, so that
 * the page goes on working, and `state` says why: "ok", "refused" or "full". All widgets of a page
 * have the same memory: what one of them deletes there is gone for the others.
 */
window.whosaysMemory ??= new Map();
const store = {
  state: "ok",
  memory: window.whosaysMemory,
  textOf(key) {
    let text = this.memory.get(key);
    try {
      text ??= window.localStorage.getItem(key);
    } catch {
      this.state = "refused";
    }
    return text ?? undefined;
  },
  /** The stored value; undefined where there is none; null where it cannot be read. */
  get(key) {
    const text = this.textOf(key);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  },
  set(key, value) {
    const text = JSON.stringify(value);
    try {
      window.localStorage.setItem(key, text);
      this.memory.delete(key);
      if (this.state === "full") this.state = "ok";
    } catch {
      this.memory.set(key, text);
      this.state = this.usable() ? "full" : "refused";
    }
    tellStored(key);
    return !this.memory.has(key);
  },
  /**
   * Stores a map of texts whole or not at all, and says which: "ok", "full" (nothing has changed), or
   * "refused" where the browser keeps nothing for this page and all of it is in memory.
   */
  setAll(texts) {
    const before = new Map([...texts.keys()].map((key) => [key, this.textOf(key)]));
    try {
      for (const [key, text] of texts) window.localStorage.setItem(key, text);
      for (const key of texts.keys()) this.memory.delete(key);
    } catch {
      if (this.usable()) {
        this.restore(before);
        return "full";
      }
      this.state = "refused";
      for (const [key, text] of texts) this.memory.set(key, text);
    }
    tellStored(null);
    return this.state === "refused" ? "refused" : "ok";
  },
  /** Puts back what stood there; first all new texts go, so that there is room for the old ones. */
  restore(before) {
    for (const key of before.keys()) window.localStorage.removeItem(key);
    for (const [key, text] of before) {
      if (text !== undefined && !this.memory.has(key)) window.localStorage.setItem(key, text);
    }
  },
  /** Stores a value; one that stands there and cannot be read by `isReadable` is put aside first. */
  setOver(key, value, isReadable) {
    const old = this.textOf(key);
    if (old !== undefined && !isReadable(this.get(key)) && this.textOf(ASIDE + key) === undefined) {
      this.set(ASIDE + key, old);
    }
    this.set(key, value);
  },
  drop(key) {
    this.memory.delete(key);
    try {
      window.localStorage.removeItem(key);
    } catch {
      this.state = "refused";
    }
  },
  remove(key) {
    this.drop(key);
    tellStored(key);
  },
  /** Removes everything, here and in the memory of every tab. */
  clear() {
    for (const key of this.keys("whosays:")) this.drop(key);
    this.memory.clear();
    try {
      window.localStorage.setItem(CLEARED, "");
    } catch {
      // Full or refused: then nobody hears of it, and the next line has nothing to do.
    }
    this.drop(CLEARED);
    tellStored(null);
  },
  keys(prefix) {
    const found = new Set(this.memory.keys());
    try {
      for (let n = 0; n < window.localStorage.length; n++) found.add(window.localStorage.key(n));
    } catch {
      this.state = "refused";
    }
    return [...found].filter((key) => key.startsWith(prefix)).sort();
  },
  /** Whether the browser lets this page read its storage at all. */
  usable() {
    try {
      return window.localStorage != null && window.localStorage.length >= 0;
    } catch {
      return false;
    }
  },
};

/** What to tell a reader whose answers cannot be kept or read; nothing where all is well. */
function storageNote(t, unreadable) {
  if (!store.usable()) return t.storage_refused;
  if (store.state === "full") return t.storage_full;
  return unreadable ? t.storage_corrupt : "";
}

/** Tells all widgets of the page that a key was stored or removed; null stands for many. */
function tellStored(key) {
  window.dispatchEvent(new CustomEvent("whosays:stored", { detail: key }));
}

/** What was removed in another tab is no longer in this one's memory either. */
function forgetRemoved({ key, newValue }) {
  if (key === null || key === CLEARED) store.memory.clear();
  else if (newValue === null) store.memory.delete(key);
}

/**
 * Calls the listener with a key that was stored or removed, here or in another tab, and with null
 * where any may have been: where all were, and where a page comes back as it was left (it has heard
 * nothing meanwhile). Gives a function that ends this.
 */
function whenStored(listener) {
  const hear = (event) => {
    if (event.type === "whosays:stored") listener(event.detail);
    else if (event.type === "storage") {
      forgetRemoved(event);
      listener(event.key === CLEARED ? null : event.key);
    } else if (event.persisted) listener(null);
  };
  const events = ["whosays:stored", "storage", "pageshow"];
  for (const name of events) window.addEventListener(name, hear);
  return () => {
    for (const name of events) window.removeEventListener(name, hear);
  };
}

/**
 * What is stored below a prefix, as {get, set, remove, whenChanged}. `whenChanged` calls a listener
 * with what others store there, not with what was written through here, and gives a way to end this.
 */
function storeBelow(prefix) {
  let writing = false;
  const write = (action) => {
    writing = true;
    action();
    writing = false;
  };
  return {
    get: (id) => store.get(prefix + id),
    set: (id, value, isReadable = () => true) =>
      write(() => store.setOver(prefix + id, value, isReadable)),
    remove: (id) => write(() => store.remove(prefix + id)),
    whenChanged: (listener) =>
      whenStored((key) => {
        if (!writing && (key === null || key.startsWith(prefix))) listener();
      }),
  };
}

/** Calls an action once, soon after things were stored of which `concerns` says that they matter. */
function soonAfterStoring(action, concerns = () => true) {
  let waiting = 0;
  const stop = whenStored((key) => {
    if (key !== null && !concerns(key)) return;
    clearTimeout(waiting);
    waiting = setTimeout(action, 0);
  });
  return () => {
    clearTimeout(waiting);
    stop();
  };
}

// --- judging what was stored ---

const isObject = (x) => x !== null && typeof x === "object" && !Array.isArray(x);
const hasOnly = (x, names) => Object.keys(x).every((name) => names.includes(name));

/** Whether a value is a point in time with its time zone. */
function isTime(at) {
  return (
    typeof at === "string" &&
    !Number.isNaN(Date.parse(at)) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(at)
  );
}
