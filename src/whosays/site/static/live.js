// Makes the code that a reader can change run where it stands: a field, what it shows, and what is
// happening meanwhile.
(() => {
  const { live } = window.whosays;
  const { element } = live;
  const cells = [...document.querySelectorAll("main .cell")].filter((cell) => codeOf(cell));

  function codeOf(cell) {
    return cell.querySelector(":scope > .cell_input pre, :scope > .site-code pre")?.textContent;
  }

  // --- What a reader has written is kept for the visit. -----------------------------------------

  const keyOf = (n) => `whosays:code:${location.pathname}:${n}`;

  function keep(n, printed, code) {
    try {
      if (code === printed) sessionStorage.removeItem(keyOf(n));
      else sessionStorage.setItem(keyOf(n), JSON.stringify([printed, code]));
    } catch {
      // Storage is refused: it stays as long as the page.
    }
  }

  function kept(n, printed) {
    try {
      const [before, code] = JSON.parse(sessionStorage.getItem(keyOf(n)));
      return before === printed ? code : null; // the page may have changed since
    } catch {
      return null;
    }
  }

  // --- A cell. ----------------------------------------------------------------------------------

  function button(word, className, action) {
    const made = element("button", className, word);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  class LiveCell {
    constructor(cell, n) {
      this.n = n;
      this.cell = cell;
      this.printed = codeOf(cell).trimEnd();
      this.before = cells.slice(0, cells.indexOf(cell)).map((each) => codeOf(each));
      this.needs = (cell.querySelector("[data-live-needs]")?.dataset.liveNeeds ?? "").split(" ");
      this.needs = this.needs.filter(Boolean);
      this.field = null;
      this.isBusy = false;
      this.showing = new AbortController();
      this.putAway = ""; // what a reader had written before the original came back
      this.build();
      const code = kept(n, this.printed);
      if (code !== null) this.open(code);
    }

    build() {
      const { words } = live;
      this.run = button(words.run_here, "site-button", () => this.press());
      this.stop = button(words.stop, "site-button site-live-quiet", () => live.stop());
      this.reset = button(words.reset, "site-button site-live-quiet", () => this.printAgain());
      this.back = button(words.bring_back, "site-button site-live-quiet site-live-back", () =>
        this.bringBack(),
      );
      this.note = element("span", "site-live-note");
      this.bar = element("progress", "site-live-bar");
      this.bar.setAttribute("aria-label", words.progress);
      this.count = element("span", "site-live-count");
      this.count.setAttribute("aria-hidden", "true"); // the bar says it
      this.status = element("p", "site-live-status");
      this.status.setAttribute("role", "status");
      this.keys = element("p", "site-live-note site-live-keys", words.keys);
      this.output = element("div", "site-live-output");
      for (const each of [this.stop, this.reset, this.back, this.bar, this.count, this.keys])
        each.hidden = true;
      const row = element("div", "site-live-row");
      row.append(this.run, this.stop, this.reset, this.note);
      const progress = element("div", "site-live-progress");
      progress.append(this.bar, this.count);
      this.tools = element("div", "site-live");
      this.tools.append(row, this.keys, progress, this.status, this.back, this.output);
      this.cell.querySelector(".cell_input").after(this.tools);
      this.saySize();
    }

    saySize() {
      const size = live.megabytes(live.bytesFor(this.needs));
      this.note.textContent = live.isReady ? "" : live.fill(live.words.size, { size });
    }

    // The code becomes a field with the same look, in the same place.
    open(code) {
      if (this.field) return;
      this.field = element("textarea", "site-live-field");
      const { field } = this;
      field.value = code;
      Object.assign(field, {
        spellcheck: false,
        autocapitalize: "off",
        autocomplete: "off",
        wrap: "off",
      });
      field.id = `site-live-${this.n}`;
      this.label = element("label", "site-live-label", live.words.label);
      this.label.htmlFor = field.id;
      this.shown = this.cell.querySelector(".cell_input > *");
      this.shown.hidden = true;
      this.shown.before(this.label, field);
      field.addEventListener("input", () => this.grow());
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
        event.preventDefault();
        if (!this.isBusy) this.execute();
      });
      this.run.textContent = live.words.run;
      this.keys.hidden = false;
      this.grow();
    }

    grow() {
      this.field.rows = Math.max(this.field.value.split("\n").length, 2);
      const isPrinted = this.field.value.trimEnd() === this.printed;
      this.reset.hidden = isPrinted;
      this.back.hidden = !isPrinted || !this.putAway;
      keep(this.n, this.printed, this.field.value.trimEnd());
    }

    press() {
      if (this.isBusy) return;
      this.open(this.printed);
      this.execute();
    }

    // Back to what the page says, and to what it shows.
    printAgain() {
      if (this.isBusy) return;
      this.clear();
      this.putAway = this.field.value;
      this.write(this.printed);
      this.status.textContent = "";
      this.showPrinted(true);
    }

    bringBack() {
      if (!this.isBusy) this.write(this.putAway);
    }

    write(code) {
      this.field.value = code;
      this.grow();
      this.field.focus();
    }

    showPrinted(isShown) {
      for (const each of this.cell.querySelectorAll(":scope > .cell_output"))
        each.hidden = !isShown;
    }

    clear() {
      this.showing.abort();
      this.showing = new AbortController();
      this.output.replaceChildren();
    }

    setBusy(isBusy) {
      this.isBusy = isBusy;
      this.run.setAttribute("aria-disabled", String(isBusy));
      if (!isBusy && this.stop === document.activeElement) this.run.focus();
      // Its place stays empty: the second click of two must not meet another button.
      this.stop.hidden = false;
      this.stop.classList.toggle("site-live-away", !isBusy);
      this.cell.classList.toggle("site-live-busy", isBusy);
    }

    async execute() {
      const { words } = live;
      this.setBusy(true);
      this.stop.textContent = live.isReady ? words.stop : words.cancel;
      const wasReady = live.isReady;
      this.status.textContent = wasReady ? words.running : words.loading;
      try {
        if (!wasReady) await this.load();
        this.stop.textContent = words.stop;
        this.fresh = true; // what was shown before goes when something else comes
        await live.run(this.n, this.field.value, this.before);
        if (this.fresh) this.clear();
        this.showPrinted(false);
        this.status.textContent = this.outcome();
      } catch (error) {
        this.sayWhy(error, wasReady);
      }
      this.setBusy(false);
      this.grow();
    }

    outcome() {
      const { words } = live;
      if (this.output.querySelector(".site-live-error")) return words.done_error;
      return this.output.hasChildNodes() ? words.done : words.done_nothing;
    }

    sayWhy(error, wasReady) {
      const { words } = live;
      if (error.name !== "AbortError") {
        this.status.textContent = live.fill(words.failed, { reason: error.message });
      } else this.status.textContent = wasReady || this.isLoaded ? words.stopped : words.cancelled;
    }

    async load() {
      const total = live.bytesFor(this.needs);
      let loaded = 0;
      this.isLoaded = false;
      this.bar.max = total;
      const show = () => {
        this.bar.value = Math.min(loaded, total);
        const values = {
          loaded: live.megabytes(Math.min(loaded, total)),
          total: live.megabytes(total),
        };
        this.count.textContent = live.fill(live.words.loaded, values);
      };
      const heard = ({ type, count }) => {
        if (type === "bytes") loaded += count;
        show();
      };
      for (const each of [this.bar, this.count]) each.hidden = false;
      this.note.textContent = "";
      live.hear(heard);
      show();
      try {
        await live.start(this.needs);
        this.isLoaded = true;
      } finally {
        live.listeners.delete(heard);
        for (const each of [this.bar, this.count]) each.hidden = true;
        this.saySize();
      }
    }

    // --- What Python says. ---

    // What it is about, whichever cell asked for it.
    follow(message) {
      const { words } = live;
      const { type } = message;
      const size = type === "fetching" && live.megabytes(message.bytes);
      const fetching = live.fill(words.fetching, { size });
      const doing = { starting: words.starting, running: words.running, fetching };
      if (this.isBusy && doing[type]) this.status.textContent = doing[type];
      if (type === "stopped" && !this.isBusy && this.output.querySelector(".whosays-widget")) {
        this.status.textContent = words.lost;
      }
      if (type === "stopped" || type === "running") this.saySize();
    }

    hear(message) {
      if (message.cell !== this.n) return;
      if (this.fresh) {
        this.clear();
        this.showPrinted(false);
        this.fresh = false;
      }
      if (message.type === "text") this.print(message.text);
      else if (message.type === "html") this.put("output text_html", live.fromHtml(message.html));
      else if (message.type === "widget") this.showWidget(message);
      else this.put(`site-live-${message.type}`, [message.text]);
    }

    put(className, nodes) {
      const box = element("div", className);
      box.append(...nodes);
      this.output.append(box);
      return box;
    }

    print(text) {
      const last = this.output.lastElementChild;
      if (last?.matches("pre")) last.append(text);
      else this.output.append(element("pre", "site-live-text", text));
    }

    async showWidget({ model }) {
      const place = element("div", "whosays-widget");
      this.put("output", [place]);
      try {
        await live.showWidget(model, place, this.showing.signal);
      } catch (error) {
        console.error("The widget did not start.", error);
        place.replaceChildren(live.words.live_widget);
      }
    }
  }

  async function start() {
    await live.load();
    const changed = [...document.querySelectorAll(".site-run .tag_change")].filter(codeOf);
    const made = changed.map((cell, n) => new LiveCell(cell, n));
    live.hear((message) => {
      for (const cell of made) {
        if ("cell" in message) cell.hear(message);
        else cell.follow(message);
      }
    });
  }

  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(`lite/live.css${new URL(live.src).search}`, live.root);
  document.head.append(sheet);
  live.isThere = start();
  live.isThere.catch(() => null); // the code can still be read
})();
