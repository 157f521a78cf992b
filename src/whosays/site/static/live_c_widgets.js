// Widgets whose Python runs in this page: a model for each, on which the page's own front end renders.
(() => {
  const { whosays } = window;
  const { live } = whosays;
  const models = new Map(); // id -> model

  const here = (path) => new URL(path, live.root).href;

  function addStyle(path) {
    const file = path.split("/").pop();
    if (document.querySelector(`link[rel=stylesheet][href*="${CSS.escape(file)}"]`)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = here(path);
    document.head.append(link);
  }

  // The front end comes in the site's own files, as for the pages: what Python would bring along as
  // text the page's policy forbids to run.
  async function frontEndOf(id) {
    const files = live.kit.widgets[id];
    if (!files) throw new Error(id);
    for (const path of files.styles) addStyle(path);
    await Promise.all(files.scripts.map((path) => whosays.load(here(path))));
    return whosays.frontEnd(files.parts);
  }

  // As a notebook has it: values travel to Python when the front end saves them.
  function openModel(id, values) {
    const unsaved = new Map();
    const own = {
      save_changes() {
        if (unsaved.size === 0) return;
        const state = JSON.parse(JSON.stringify(Object.fromEntries(unsaved)));
        unsaved.clear();
        live.tell(id, { method: "update", state, buffer_paths: [] });
      },
      send: (content) => live.tell(id, { method: "custom", content }),
      later: () => null,
      widget_manager: {
        get_model: async (other) => models.get(other.replace(/^IPY_MODEL_/, ""))?.model,
      },
    };
    const { model, change, emit } = whosays.makeModel(values, own, (changed) => {
      for (const [name, now] of changed) unsaved.set(name, now);
    });
    const heard = ({ method, state, content }) => {
      if (method === "update") change(state);
      else if (method === "custom") emit("msg:custom", content, []);
    };
    return { model, heard, frontEnd: values._anywidget_id, widget: null, isSeen: false };
  }

  const experimental = { invoke: () => Promise.reject(new Error(live.words.live_widget)) };

  // Shows a widget in a place; what is there ends when the signal says so.
  live.showWidget = async (id, place, signal) => {
    const known = models.get(id);
    known.isSeen ||= place.isConnected;
    if (!known.widget) {
      known.widget = await frontEndOf(known.frontEnd);
      await known.widget.initialize?.({ model: known.model, experimental, signal });
    }
    const el = document.createElement("div");
    place.replaceChildren(el);
    const clean = await known.widget.render?.({ model: known.model, el, experimental, signal });
    if (typeof clean === "function") signal.addEventListener("abort", clean);
    place.dataset.widgetReady = "";
  };

  // A widget of the page above (`mine`) has its front end there, without Python. Out of sight, one of
  // its own reads what the reader's browser keeps of it, and tells Python.
  let unseen = new AbortController();

  live.fillUnseen = async () => {
    unseen.abort();
    unseen = new AbortController();
    const open = [...models].filter(([, { isSeen }]) => !isSeen).map(([id]) => id);
    const show = (id) => live.showWidget(id, document.createElement("div"), unseen.signal);
    await Promise.allSettled(open.map(show));
  };

  live.hear(({ type, model, data }) => {
    if (type === "comm_open") models.set(model, openModel(model, data.state));
    else if (type === "comm_msg") models.get(model)?.heard(data);
    else if (type === "comm_close") models.delete(model);
    else if (type === "stopped") models.clear();
  });
})();
