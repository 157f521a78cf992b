// A model that only remembers, for a page with one widget. It hands out data as Python declares them.
const { esm, state, contract } = JSON.parse(document.getElementById("data").textContent);
const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
const frontEnd = await import(url);
const listeners = {};

/** The kinds of value that a JSON Schema allows, references followed. */
function kindsOf(type, root) {
  const own = type.$ref ? root.$defs[type.$ref.split("/").at(-1)] : type;
  return own.anyOf ? own.anyOf.flatMap((each) => kindsOf(each, root)) : [own];
}

/** The types that a part of a value may have, an index or a key; none where it is not declared. */
function typesOfPart(kinds, name) {
  return kinds.flatMap((kind) => {
    const more = kind.additionalProperties;
    const found = kind.properties?.[name] ?? kind.prefixItems?.[name] ?? kind.items;
    return found ?? (typeof more === "object" ? more : []);
  });
}

const isComposed = ({ properties, items, prefixItems, additionalProperties }) =>
  Boolean(properties || items || prefixItems) || typeof additionalProperties === "object";

/** Names that belong to the language and not to the data. */
function isOfLanguage(target, name) {
  if (typeof name === "symbol" || name === "toJSON" || name === "then") return true;
  if (Array.isArray(target) && name in Array.prototype) return true;
  return !(name in target) && name in Object.prototype;
}

/** Data as their type has them: to read what it does not declare is an error of the front end's. */
function held(value, type, root, path) {
  if (value === null || typeof value !== "object") return value;
  const kinds = kindsOf(type, root);
  if (!kinds.some(isComposed)) return value;
  return new Proxy(value, {
    get(target, name) {
      if (isOfLanguage(target, name)) return target[name];
      const part = `${path}.${name}`;
      const types = typesOfPart(kinds, name);
      if (types.length === 0) throw new TypeError(`${part} is not declared in Python`);
      return held(target[name], { anyOf: types }, root, part);
    },
  });
}

const harness = { saved: 0 };
const model = {
  get(name) {
    const type = contract[name];
    return type ? held(state[name], type, type, name) : state[name];
  },
  set(name, value) {
    state[name] = value;
    for (const listener of listeners[`change:${name}`] ?? []) listener();
  },
  on(event, listener) {
    listeners[event] ??= [];
    listeners[event].push(listener);
  },
  off: () => undefined,
  send: () => undefined,
  save_changes() {
    harness.saved += 1;
  },
};
window.harness = Object.assign(harness, { module: frontEnd, model, state });
const started = performance.now();
harness.clean = await frontEnd.default.render({ model, el: document.getElementById("host") });
harness.milliseconds = performance.now() - started;
document.documentElement.dataset.ready = "yes";
