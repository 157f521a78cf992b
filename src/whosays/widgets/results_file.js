// What this browser keeps, and the file in which readers take it along (_file.js).

/** All that is stored by kind and id, and how many entries could not be read. */
function stored() {
  const found = { unreadable: store.keys(ASIDE).length };
  for (const [kind, { prefix, fits }] of Object.entries(KINDS)) {
    found[kind] = Object.create(null); // an id may be the name of something that every object has
    for (const key of store.keys(prefix)) {
      const record = store.get(key);
      if (record !== undefined && fits(record)) found[kind][key.slice(prefix.length)] = record;
      else found.unreadable += 1;
    }
  }
  return found;
}

/** How many there are of each kind, for the sentences that tell. */
function counts({ records, annotations, forms }) {
  const inForms = Object.values(forms).map(({ answers }) => Object.keys(answers).length);
  return {
    count: inForms.reduce((sum, each) => sum + each, Object.keys(records).length),
    sentences: Object.keys(annotations).length,
  };
}

/** Hands the reader a file with all that is stored; gives what it holds. */
function saveFile() {
  const now = new Date().toISOString();
  const { records, annotations, forms } = stored();
  const file = { format: FORMAT, version: 3, exported: now, records, annotations, forms };
  const blob = new Blob([JSON.stringify(file, null, 1)], { type: "application/json" });
  handOver(blob, `whosays-results-${now.slice(0, 10)}.json`);
  return file;
}

/**
 * Adds what a file holds to what is stored, whole or not at all: how many entries are new here, and how
 * it went, as `setAll` says.
 */
function storeFile(found) {
  const before = stored();
  const texts = new Map();
  let fresh = 0;
  for (const [kind, { prefix, merged: join }] of Object.entries(KINDS)) {
    for (const [id, record] of Object.entries(found[kind])) {
      const key = prefix + id;
      const here = before[kind][id];
      const old = here ? undefined : store.textOf(key);
      if (old !== undefined) texts.set(ASIDE + key, JSON.stringify(old)); // it could not be read
      if (!here) fresh += 1;
      texts.set(key, JSON.stringify(here ? join(here, record) : record));
    }
  }
  return { fresh, kept: store.setAll(texts) };
}

/** Loads a file that a reader has chosen; gives what is said to that. */
async function loadFile(file, t) {
  try {
    const found = parseFile(await readFile(file));
    const { fresh, kept } = storeFile(found);
    if (kept === "full") throw new Error("bad_full");
    const told = fill(t.loaded, { ...counts(found), fresh });
    return kept === "ok" ? told : `${told} ${t.loaded_not_kept}`;
  } catch (error) {
    const reason = Object.hasOwn(t, error.message) ? t[error.message] : t.bad_json;
    return `${t.refused} ${fill(reason, { detail: error.detail ?? "" })}`;
  }
}
