// Questions on a wall: one a screen, with letters. The teacher counts hands and types the numbers;
// they are gone when the page is left, and nothing is sent. Made of the static forms of the page's
// questions (page_projector.js), whose letters are those on paper: the same for everybody.
(() => {
  const { sheets, projectorWords: t } = window.whosays;
  const MOST = 999; // hands that can be typed
  const PREVIOUS = ["ArrowLeft", "PageUp"];
  const NEXT = ["ArrowRight", "PageDown"]; // a presenter's remote control sends these two

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function button(className, words, press) {
    const element = make("button", { type: "button", class: className }, words);
    element.addEventListener("click", press);
    return element;
  }

  const say = (text, known) => text.replace(/\{(\w+)\}/g, (_, name) => known[name]);
  const letterOf = (n) => String.fromCharCode(65 + n);
  const copies = (nodes) => [...nodes].map((node) => node.cloneNode(true));

  // --- What a screen shows ------------------------------------------------------------------------

  /** A question as it is printed: its parts, and what the class has answered so far. */
  function screenOf(item, title) {
    const find = (selector) => item.querySelector(`:scope > ${selector}`);
    const list = find("ol[type=A]");
    const lines = [...(find(".ws-fill-in")?.children ?? [])];
    const key = find(".ws-key");
    for (const named of item.querySelectorAll("[id]")) named.removeAttribute("id");
    return {
      id: item.id.replace(/^[a-z]+-/, ""),
      title,
      passage: find(".ws-passage"),
      prompt: find(".ws-prompt"),
      lines,
      options: [...(list?.children ?? [])],
      answers: [...key.children].filter((part) => !part.matches("summary")),
      // One line of the key for each option: then a reason stands below what it is about.
      reasons: lines.length > 0 ? [] : [...key.querySelectorAll("li")],
      hands: new Map(), // line -> number of hands by option
      line: 0, // for which hands are counted, where letters are given to several lines
      isTold: false,
    };
  }

  const screens = sheets.flatMap((sheet) => {
    const title = sheet.querySelector(".ws-title")?.textContent ?? "";
    return [...sheet.querySelectorAll(".ws-item")].map((item) => screenOf(item, title));
  });

  const asked = decodeURIComponent(location.hash).replace(/^#[a-z]+-/, "");
  let at = Math.max(
    screens.findIndex(({ id }) => id === asked),
    0,
  );

  function handsOf(screen) {
    if (!screen.hands.has(screen.line))
      screen.hands.set(
        screen.line,
        screen.options.map(() => 0),
      );
    return screen.hands.get(screen.line);
  }

  // --- Hands, and bars ----------------------------------------------------------------------------

  /** A field for the hands of a letter, with the bar that grows with it. */
  function countOf(screen, n) {
    const letter = letterOf(n);
    const field = make("input", {
      type: "number",
      min: "0",
      max: String(MOST),
      inputmode: "numeric",
      "aria-label": say(t.hands, { letter }),
    });
    const share = make("span", { class: "site-wall-share" });
    const bar = make("span", { class: "site-wall-bar", "aria-hidden": "true" }, make("span", {}));
    field.addEventListener("input", () => {
      const typed = Math.trunc(Number(field.value));
      handsOf(screen)[n] = Math.min(Math.max(typed || 0, 0), MOST);
      showBars(screen);
    });
    return {
      node: make("div", { class: "site-wall-count" }, field, bar, share),
      field,
      bar,
      share,
    };
  }

  function showBars(screen) {
    const hands = handsOf(screen);
    const all = hands.reduce((sum, each) => sum + each, 0);
    for (const [n, { field, bar, share }] of screen.counts.entries()) {
      const percent = all > 0 ? Math.round((100 * hands[n]) / all) : 0;
      if (Number(field.value) !== hands[n]) field.value = hands[n] || "";
      bar.firstChild.style.inlineSize = `${percent}%`;
      share.textContent = hands[n] > 0 ? say(t.share, { percent }) : "";
    }
  }

  /** Chooses the line that hands are counted for. */
  function lineChoice(screen) {
    const list = make("select", {});
    for (const [n, line] of screen.lines.entries()) {
      const text = line.textContent.replace(/^[\s_]+/, "");
      list.append(make("option", { value: String(n) }, `${n + 1}. ${text}`));
    }
    list.value = String(screen.line);
    list.addEventListener("change", () => {
      screen.line = Number(list.value);
      showBars(screen);
    });
    return make("label", { class: "site-wall-line" }, `${t.counted_for} `, list);
  }

  // --- A screen -----------------------------------------------------------------------------------

  /** What is said to an option: whether it is right, and why. */
  function reasonOf(line) {
    const sign = line.querySelector("strong").cloneNode(true);
    const nodes = [...line.childNodes];
    const from = nodes.findIndex((node) => node.nodeName === "BR");
    return make("p", { class: "site-wall-reason" }, sign, " ", ...copies(nodes.slice(from + 1)));
  }

  function optionView(screen, option, n) {
    const letter = make("span", { class: "site-wall-letter" }, letterOf(n));
    const told = screen.isTold && screen.reasons[n];
    const view = make(
      "li",
      {},
      letter,
      make("span", { class: "site-wall-text" }, ...copies(option.childNodes)),
      screen.counts[n].node,
      told ? reasonOf(screen.reasons[n]) : null,
    );
    // Right and not right are told in words; the frame only repeats it.
    if (told) view.classList.toggle("site-wall-right", isRight(screen, n));
    return view;
  }

  const signOf = (line) => line.querySelector("strong").textContent;
  const isRight = (screen, n) => signOf(screen.reasons[n]) === t.sign_right;

  function questionView(screen) {
    screen.counts = screen.options.map((_, n) => countOf(screen, n));
    const hasLetters = screen.options.length > 0;
    const lines = screen.lines.map((line) => make("li", {}, ...copies(line.childNodes)));
    const byOption = hasLetters && screen.reasons.length === screen.options.length;
    const whole = screen.isTold && !byOption;
    const view = make(
      "div",
      { class: "site-wall-question" },
      screen.prompt.cloneNode(true),
      lines.length > 0 ? make("ol", { class: "site-wall-lines" }, ...lines) : null,
      hasLetters && lines.length > 0 ? lineChoice(screen) : null,
      make(
        "ul",
        { class: "site-wall-options" },
        ...screen.options.map((option, n) => optionView(screen, option, n)),
      ),
      hasLetters ? null : make("p", { class: "site-wall-note" }, t.no_letters),
      whole ? make("div", { class: "site-wall-key" }, ...copies(screen.answers)) : null,
    );
    showBars(screen);
    return view;
  }

  // --- The wall -----------------------------------------------------------------------------------

  const heading = make("h2", { tabindex: "-1", id: "site-wall-title" });
  const stage = make("div", { class: "site-wall-stage" });
  const told = make("p", { class: "site-hidden", role: "status" });
  const previous = button("site-wall-button", t.previous, () => go(-1));
  const reveal = button("site-wall-button site-wall-main", "", toggle);
  const next = button("site-wall-button", t.next, () => go(1));
  const leave = button("site-wall-button", t.leave, () => wall.close());
  const wall = make(
    "dialog",
    { class: "site-wall", "aria-labelledby": "site-wall-title" },
    make("header", {}, heading, leave),
    stage,
    make("footer", {}, previous, reveal, next, make("p", { class: "site-wall-note" }, t.kept)),
    told,
  );

  function show() {
    const screen = screens[at];
    const number = say(t.question_of, { number: at + 1, all: screens.length });
    heading.textContent = screen.title ? `${number}: ${screen.title}` : number;
    const passage = screen.passage ? [screen.passage.cloneNode(true)] : [];
    stage.replaceChildren(...passage, questionView(screen));
    stage.classList.toggle("site-wall-with-passage", passage.length > 0);
    previous.disabled = at === 0;
    next.disabled = at === screens.length - 1;
    reveal.textContent = screen.isTold ? t.hide_key : t.show_key;
    reveal.setAttribute("aria-expanded", String(screen.isTold));
  }

  function go(by) {
    const to = at + by;
    if (to < 0 || to >= screens.length) return;
    at = to;
    told.textContent = "";
    show();
    stage.scrollTop = 0;
    heading.focus();
  }

  function toggle() {
    screens[at].isTold = !screens[at].isTold;
    show();
    told.textContent = screens[at].isTold ? t.told : "";
    stage.querySelector(".site-wall-right, .site-wall-key")?.scrollIntoView({ block: "nearest" });
  }

  wall.addEventListener("keydown", (event) => {
    const { key, target } = event;
    // In a field and in a list, arrows are the field's.
    if (target.matches("input, select") && key.startsWith("Arrow")) return;
    if (!(PREVIOUS.includes(key) || NEXT.includes(key))) return;
    event.preventDefault();
    go(NEXT.includes(key) ? 1 : -1);
  });

  wall.addEventListener("close", () => {
    wall.remove();
    const address = new URL(location.href);
    address.searchParams.delete("projector");
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers allow that to no page from a folder: then loading it anew opens this again.
    }
  });

  if (screens.length === 0) return;
  document.body.append(wall);
  show();
  wall.showModal();
  heading.focus();
})();
