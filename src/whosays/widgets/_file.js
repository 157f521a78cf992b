// The file that "My results" saves, and how it is judged: by "My results" and by the class view.
// After _common.js, _answers.js and _marks.js.

const FORMAT = "whosays-results";

// No browser keeps as much for a site, and to read more would only make the reader wait.
const LARGEST = 20_000_000; // bytes

const isName = (id) => id.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);

// What is kept: where, under which names, how it is judged, and how two become one.
const KINDS = {
  records: {
    prefix: ANSWER,
    fits: isRecord,
    merged,
    name: isName,
  },
  annotations: {
    prefix: ANNOTATION,
    fits: isAnnotation,
    merged: mergedAnnotation,
    name: (id) => /^[a-z][a-z0-9_-]*:p[1-9][0-9]*s[1-9][0-9]*$/.test(id),
  },
  forms: {
    prefix: FORM,
    fits: (form) => isForm(form) && Object.keys(form.answers).every(isName),
    merged: mergedForm,
    name: isName,
  },
};

/**
 * What a results file holds, by kind and id; an Error whose message names the fault (a key of the
 * strings). Version 1 had no annotations, version 2 no forms.
 */
function parseFile(text) {
  const refuse = (reason, detail = "") => {
    throw Object.assign(new Error(reason), { detail });
  };
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    refuse("bad_json");
  }
  if (file === null || typeof file !== "object" || file.format !== FORMAT) refuse("bad_format");
  if (![1, 2, 3].includes(file.version)) refuse("bad_version", String(file.version));
  const kinds = Object.keys(KINDS).slice(0, file.version);
  const whole =
    isTime(file.exported) &&
    hasOnly(file, ["format", "version", "exported", ...kinds]) &&
    kinds.every((kind) => isObject(file[kind]));
  if (!whole) refuse("bad_format");
  const found = { exported: file.exported, annotations: {}, forms: {} };
  for (const kind of kinds) {
    for (const [id, record] of Object.entries(file[kind])) {
      if (!KINDS[kind].name(id) || !KINDS[kind].fits(record)) refuse("bad_record", id.slice(0, 80));
    }
    found[kind] = file[kind];
  }
  return found;
}

/** The text of a file in UTF-8; an Error as of parseFile for anything else. */
async function readFile(file) {
  if (file.size > LARGEST) throw new Error("bad_full");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error("bad_json");
  }
}
