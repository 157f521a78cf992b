// The order of options: one for each reader, so that a place says nothing and letters are a reader's own.

const SEED = "whosays:seed";

/** The number that all quizzes of a page have before one is stored. */
function seedOfPage() {
  const { memory } = store;
  if (!memory.has("seed")) memory.set("seed", Math.floor(Math.random() * 2 ** 31));
  return memory.get("seed");
}

/**
 * The number that a reader's orders follow from; null where the browser keeps nothing, and the order
 * is the bank's.
 */
function readerSeed() {
  if (!store.usable()) return null;
  const kept = store.get(SEED);
  return Number.isInteger(kept) ? kept : seedOfPage();
}

/**
 * Stores a seed with the first thing that a reader does: nothing is stored before. One that was deleted
 * does not come back.
 */
function keepSeed() {
  if (store.usable() && !Number.isInteger(store.get(SEED))) store.set(SEED, seedOfPage());
}

/** A number that follows from a text and tells nothing about it. */
function hashOf(text) {
  let hash = 1;
  for (const character of text) {
    hash = (hash * 48_271 + character.codePointAt(0)) % 2_147_483_647;
    // Squared, so that neighbouring texts do not stay neighbours.
    hash = Number((BigInt(hash) * BigInt(hash)) % 2_147_483_647n) + 1;
  }
  return hash;
}

/** An item with its options in this reader's order. */
function shuffled(item, seed) {
  if (seed === null || !("options" in item)) return item;
  const place = ({ id }) => hashOf(`${seed} ${item.id} ${id}`);
  return { ...item, options: [...item.options].sort((a, b) => place(a) - place(b)) };
}
