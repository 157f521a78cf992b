// What the reader's browser and, in a live notebook, the model keep of a reader's annotation.

/** The marks behind an annotator: records by sentence id, as results.py describes them. */
function keptMarks(model, tasks, choices) {
  const below = storeBelow(`${ANNOTATION}${model.get("case_id")}:`);
  let unreadable = false;

  const isOffered = ([layer, mark]) =>
    choices.some(({ id, values }) => id === layer && values.some((value) => value.id === mark));

  const load = (id) => {
    const stored = below.get(id);
    const fits = isAnnotation(stored);
    if (stored !== undefined && !fits) unreadable = true;
    return fits ? stored : null;
  };

  const publish = () => {
    const found = tasks.map(({ id }) => [id, load(id)]).filter(([, record]) => record);
    model.set("annotations", Object.fromEntries(found));
    model.save_changes();
  };

  const keep = (id, record) => {
    below.set(id, record, isAnnotation);
    publish();
  };

  return {
    load,
    publish,
    keep,
    /** Takes over marks that live Python knows, where this browser has none or older ones. */
    adopt(records) {
      for (const [id, record] of Object.entries(records)) {
        if (!tasks.some((task) => task.id === id) || !isAnnotation(record)) continue;
        const here = load(id);
        keep(id, here ? mergedAnnotation(here, record) : record);
      }
    },
    forget() {
      for (const { id } of tasks) below.remove(id);
    },
    known: (marks) => Object.fromEntries(Object.entries(marks).filter(isOffered)),
    // What is marked of a layer that is not asked for, or as something that is gone, is left alone.
    unknown: (marks) =>
      Object.fromEntries(
        Object.entries(marks).filter((mark) => mark[1] !== null && !isOffered(mark)),
      ),
    unreadable: () => unreadable,
    whenChanged: below.whenChanged,
  };
}
