// Python for a page, in a worker of its own. The page sends what is to be run (live_engine.js); what
// Python says to it comes from whosays/live.py. All files are asked of this site.
(() => {
  let python = null;
  let live = null; // whosays.live
  let session = null;
  let kit = null; // what there is: lite/live.json
  let folder = ""; // address of the engine
  let libraries = ""; // where Python looks for them

  const say = (message) => self.postMessage(message);
  const addressOf = (name) => `${folder}${kit.packages[name].file}?v=${kit.packages[name].version}`;

  // --- What is loaded, and how much of it is there. ---------------------------------------------

  // The bytes of a file while they come. Where a server packs files these are more than travel, so
  // what is told is a share of what was said before.
  function counted(response, { size, wire }) {
    const write = ({ length }) => say({ type: "bytes", count: (wire * length) / size });
    // What goes wrong is heard by who reads the answer itself.
    response
      .clone()
      .body.pipeTo(new WritableStream({ write }))
      .catch(() => null);
  }

  // The engine fetches its own parts: a second look at each answer counts it.
  function countEngine() {
    const { fetch } = self;
    self.fetch = async (request, options) => {
      const response = await fetch(request, options);
      const part =
        kit.engine[
          String(request?.url ?? request)
            .split("/")
            .pop()
        ];
      if (part && response.ok) counted(response, part);
      return response;
    };
    return fetch;
  }

  async function fetched(name) {
    const response = await fetch(addressOf(name));
    if (!response.ok) throw new Error(`${kit.packages[name].file}: ${response.status}`);
    counted(response, kit.packages[name]);
    return [name, await response.arrayBuffer()];
  }

  // What nobody foresaw comes when Python imports it (whosays/browser.py), which looks at this list.
  function put(name, content) {
    python.unpackArchive(content, "wheel", { extractDir: libraries });
    python.loadedPackages[name] = "default channel";
  }

  // Packages that will be needed, side by side.
  async function bring(names) {
    const missing = names.filter((name) => !(name in python.loadedPackages));
    if (missing.length === 0) return;
    const bytes = missing.reduce((sum, name) => sum + kit.packages[name].wire, 0);
    say({ type: "fetching", bytes });
    for (const [name, content] of await Promise.all(missing.map(fetched))) put(name, content);
  }

  // --- What the page asks for. ------------------------------------------------------------------

  function packagesFor(names) {
    const found = names.flatMap((name) => kit.names[name] ?? kit.modules[name.split(".")[0]] ?? []);
    return [...new Set(found)];
  }

  async function start(given) {
    ({ kit, folder } = given);
    const uncounted = countEngine();
    const { loadPyodide } = await import(`${folder}pyodide.mjs`);
    const coming = [...new Set([...kit.base, ...packagesFor(given.needs)])];
    const packages = Promise.all(coming.map(fetched));
    packages.catch(() => null); // told below, where it is waited for
    python = await loadPyodide({
      indexURL: folder,
      env: { HOME: "/home/reader", MPLBACKEND: "svg" },
    });
    self.fetch = uncounted;
    libraries = python.runPython("import site; site.getsitepackages()[0]");
    say({ type: "starting" });
    for (const [name, content] of await packages) put(name, content);
    // Python imports from a zip what the engine's build has put into one.
    python.runPython(`import glob, sys; sys.path += glob.glob("${libraries}/*.zip")`);
    python.loadedPackages.ipython = "default channel"; // whosays/live.py stands in for it
    live = python.pyimport("whosays.live");
    session = live.Session((text) => say(JSON.parse(text)), JSON.stringify(given.words));
  }

  // What code needs comes first: libraries, and what the page defines. Says whether it is there.
  async function prepare({ cell, code, before }) {
    const earlier = python.toPy(before);
    await bring(packagesFor(live.needs(code, earlier).toJs()));
    say({ type: "running" });
    return session.prepare(cell, code, earlier);
  }

  // What the rules propose for a case's files; the tagger comes first, where it is not there yet.
  async function propose({ files, needs }) {
    await bring(packagesFor(needs));
    say({ type: "running" });
    return python
      .pyimport("whosays.begin.propose.from_page")
      .proposals_from_page(JSON.stringify(files));
  }

  const does = {
    start,
    prepare,
    run: ({ cell, code }) => session.run(cell, code),
    receive: ({ model, data }) => session.receive(model, JSON.stringify(data)),
    propose,
    lesson: ({ files, kit }) =>
      python
        .pyimport("whosays.one_file.from_page")
        .lesson_from_page(JSON.stringify(files), JSON.stringify(kit)),
  };

  // One after the other, in the order in which they were asked for.
  let last = Promise.resolve();
  self.addEventListener("message", ({ data: { ask, number, ...given } }) => {
    last = last
      .then(() => does[ask](given))
      .then((answer) => say({ type: "done", number, answer }))
      .catch((error) => say({ type: "failed", number, text: String(error) }));
  });
})();
