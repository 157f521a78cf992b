// What the reader's browser and, in a live notebook, the model keep of a reader's annotation.

/** The marks behind an annotator: records by sentence id, as results.py describes them. */
function keptMarks(model, tasks, choices) {
  const prefix = `${ANNOTATION}${model.get("case_id")}:`;
  let unreadable = false;
  let writing = false;

  const load = (id) => {
    const stored = store.get(prefix + id);
    const fits = isAnnotation(stored);
    if (stored !== undefined && !fits) unreadable = true;
    return fits ? stored : null;
  };

  const publish = () => {
    const found = tasks.map(({ id }) => [id, load(id)]).filter(([, record]) => record);
    model.set("annotations", Object.fromEntries(found));
    model.save_changes();
  };

  /** Calls a function that writes; what it writes is no news from elsewhere. */
  const write = (action) => {
    writing = true;
    action();
    writing = false;
  };

  const keep = (id, record) => {
    write(() => store.set(prefix + id, record));
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
      write(() => {
        for (const { id } of tasks) store.remove(prefix + id);
      });
    },
    // What is marked of a layer that is not asked for, or as something that is gone, is left alone.
    known: (marks) =>
      Object.fromEntries(
        choices
          .filter(({ id, values }) => values.some((value) => value.id === marks[id]))
          .map(({ id }) => [id, marks[id]]),
      ),
    unreadable: () => unreadable,
    /** Calls the listener when marks were loaded or deleted elsewhere; gives a way to end this. */
    whenChanged: (listener) =>
      whenStored((key) => {
        if (!writing && (key === null || key.startsWith(prefix))) listener();
      }),
  };
}
