// The article, marked by who says what. After _common.js.
// Texts come as nested stretches (reading.py); nothing here counts characters.

const LAYERS = ["who", "stwr", "mood", "voice", "framing"];

function render({ model, el: host }) {
  const t = model.get("strings"),
    lang = model.get("lang");
  const { languages, sources, paragraphs, marks, terms } = model.get("reading");
  const [original] = languages,
    translation = languages[languages.length - 1];
  const source = Object.fromEntries(sources.map((each) => [each.id, each]));
  const sentences = paragraphs.flatMap((each) => each.sentences);
  const order = [...new Set(sentences.flatMap((each) => each.marks))];
  const panelId = uid();
  const status = statusRegion("ws-hidden");

  const get = (name) => model.get(name);
  const set = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const toggled = (list, id) => (list.includes(id) ? list.filter((x) => x !== id) : [...list, id]);
  const on = (layer) => get("layers").includes(layer);
  const speaks = (id) => (get("found") ? id === get("found") : !get("hidden_sources").includes(id));
  // On a phone, two texts one below the other are hard to follow, and the other one is a press away.
  if (get("language") === "both" && !on("mood") && innerWidth < 600) set("language", translation);
  const button = (text, click, attrs) =>
    el("button", { type: "button", class: "ws-small", ...attrs, click }, text);
  const say = (text) => {
    status.textContent = "";
    status.textContent = text;
  };
  const languageName = (code) => new Intl.DisplayNames([lang], { type: "language" }).of(code);
  const chain = (mark) => mark.chain.slice(mark.chain.length > 1 ? 1 : 0);
  const words = (id) => marks[id].words[translation] || marks[id].words[original];
  const short = (mark) =>
    chain(mark)
      .map((id) => source[id].short)
      .join(" › ");

  function shown(id) {
    const { kind, source: who } = marks[id];
    if (!speaks(who)) return false;
    if (kind === "framing") return on("framing");
    if (kind === "voice") return on("who") || on("voice");
    return on("who") || on("stwr") || on("mood");
  }

  /** What the label before a stretch says, given the layers. */
  function label(mark) {
    const who = source[mark.source].short;
    if (mark.kind === "framing") return fill(t.whose_word, { who });
    if (mark.kind === "voice") return on("voice") ? `${who} · ${terms[mark.function]}` : who;
    const depth = mark.chain.length - 2,
      parts = [];
    if (on("who")) parts.push("› ".repeat(depth) + (mark.continues ? "… " : "") + who);
    if (on("stwr")) parts.push(terms[mark.stwr]);
    if (on("mood")) {
      if (mark.moods[0] !== "mood_none") parts.push(terms[mark.moods[0]]);
      if (/reportive|lexical/.test(mark.evidential)) parts.push(terms[mark.evidential]);
    }
    return parts.join(" · ");
  }

  // --- controls ---

  function choices(name, legend, options) {
    const field = uid();
    return el(
      "fieldset",
      { class: "ws-switch" },
      el("legend", { class: "ws-hidden" }, legend),
      el(
        "div",
        { class: "ws-segments" },
        options.map(([value, text]) =>
          el(
            "label",
            null,
            el("input", {
              type: "radio",
              name: field,
              value,
              "data-trait": name,
              change: () => set(name, value),
            }),
            el("span", null, text),
          ),
        ),
      ),
    );
  }

  const switches = [
    languages.length > 1 &&
      choices("language", t.language, [
        ["both", t.both],
        ...[...languages].reverse().map((code) => [code, languageName(code)]),
      ]),
    choices("view", t.arrangement, [
      ["text", t.view_text],
      ["list", t.view_list],
    ]),
  ];
  const box = (name, value) =>
    el("input", {
      type: "checkbox",
      value,
      "data-trait": name,
      change: () => set(name, toggled(get(name), value)),
    });
  const layers = el(
    "fieldset",
    { class: "ws-layers" },
    el("legend", { class: "ws-hidden" }, t.layers),
    LAYERS.map((layer) =>
      el(
        "label",
        { class: "ws-chip" },
        box("layers", layer),
        el("span", null, t[`layer_${layer}`]),
      ),
    ),
  );

  const speakers = sources.filter((each) => each.count > 0);
  const finder = el(
    "select",
    { change: () => set("found", finder.value) },
    el("option", { value: "" }, t.find_none),
    speakers.map((each) => el("option", { value: each.id }, `${each.name} (${each.count})`)),
  );
  const position = el("span", { class: "ws-position" });
  const step = (by) => button(by < 0 ? t.previous : t.next, () => go(by), { "data-go": by });
  const steps = el("span", { class: "ws-both" }, step(-1), step(1), position);
  const voices = el(
    "details",
    {
      class: "ws-fold ws-voices",
      open: sentences.length > 3 && matchMedia("(min-width: 50rem)").matches,
    },
    el("summary", null, fill(t.voices, { count: speakers.length })),
    el(
      "fieldset",
      null,
      el("legend", { class: "ws-hidden" }, t.voices_legend),
      speakers.map((each) =>
        el(
          "label",
          { class: `ws-chip ws-source ws-c${colour(each.id)}` },
          box("hidden_sources", each.id),
          el("span", null, each.short),
          el("span", { class: "ws-count" }, each.count),
        ),
      ),
      el(
        "span",
        { class: "ws-both" },
        button(t.all, () => set("hidden_sources", [])),
        button(t.none, () =>
          set(
            "hidden_sources",
            speakers.map((each) => each.id),
          ),
        ),
      ),
    ),
    el("div", { class: "ws-find" }, el("label", null, el("span", null, t.find), finder), steps),
  );

  function colour(id) {
    return id === "author" ? id : source[id].colour;
  }

  // --- the text ---

  const stretchClass = ({ mark, part, more }) =>
    `ws-mark ws-${part} ws-c${colour(marks[mark].source)}${more ? " ws-more" : ""} ws-${marks[mark].stwr || marks[mark].kind}`;

  function nodes(list) {
    return list.map((node) => {
      if (typeof node === "string") return node;
      const [first, ...rest] = node.inside;
      // A short label stays on one line with the word it stands before.
      const word = node.tag && typeof first === "string" && first.match(/^\S{1,16}/)?.[0];
      return el(
        "span",
        { class: stretchClass(node), "data-mark": node.mark },
        word
          ? [
              el("span", { class: "ws-start" }, tag(node.mark), word),
              first.slice(word.length),
              nodes(rest),
            ]
          : [node.tag && tag(node.mark), nodes(node.inside)],
      );
    });
  }

  function tag(id, text = "") {
    return button(text, null, { class: "ws-tag", lang, "data-tag": id, tabindex: "-1" });
  }

  /** Marks without a place in the languages on show: their labels stand after the sentence. */
  function placeless(sentence) {
    const has = (list, id) => list.some((n) => n.mark === id || (n.inside && has(n.inside, id)));
    const left = sentence.marks.filter(
      (id) => !codes().some((code) => has(sentence.texts[code], id)),
    );
    return left.map((id) =>
      el(
        "span",
        { class: `ws-mark ws-aside ws-c${colour(marks[id].source)}`, "data-mark": id },
        tag(id),
        el("span", { lang: original }, marks[id].words[original]),
      ),
    );
  }

  /** The languages on show; the one that everybody reads comes first. */
  const codes = () => (get("language") === "both" ? [...languages].reverse() : [get("language")]);

  function sentenceEl(sentence) {
    const cells = codes().map((code, n) =>
      el(
        "span",
        { class: "ws-cell" },
        el(
          "span",
          { class: code === translation ? "ws-text ws-translated" : "ws-text", lang: code },
          nodes(sentence.texts[code]),
        ),
        n === 0 && sentence.bare.length > 0 && bareOf(sentence),
        " ",
      ),
    );
    return el(
      "div",
      { class: "ws-sentence", "data-sentence": sentence.id },
      el("span", { class: "ws-ref" }, sentence.label),
      cells,
      placeless(sentence),
    );
  }

  /** The sentence with its attributions taken away, one after the other, and the button for it. */
  function bareOf(sentence) {
    return [
      el(
        "span",
        { class: "ws-text ws-bare", lang: translation },
        sentence.bare.map((each) =>
          el(
            "span",
            { class: "ws-step" },
            each.text,
            el("span", { class: "ws-lost", lang }, `${t.lost} ${each.lost.join(" · ")}`),
          ),
        ),
      ),
      " ",
      button(
        [t.bare, el("span", { class: "ws-hidden" }, ` ${fill(t.bare_sentence, sentence)}`)],
        () => {
          set("bare", toggled(get("bare"), sentence.id));
          if (get("bare").includes(sentence.id))
            say(sentence.bare.map((each) => each.text).join(" "));
        },
        { class: "ws-take", lang, "data-bare": sentence.id, tabindex: "-1" },
      ),
    ];
  }

  function textView() {
    return paragraphs.map(({ number, sentences: own }) =>
      el(
        "div",
        {
          class: "ws-paragraph",
          "data-stop": "",
          role: "group",
          "aria-label": fill(t.paragraph, { number }),
        },
        own.map(sentenceEl),
      ),
    );
  }

  function listView() {
    const cell = (role, ...content) =>
      el(
        role === "rowheader" ? "th" : "td",
        { role, scope: role === "rowheader" && "row" },
        ...content,
      );
    const rows = sentences.flatMap((sentence) =>
      sentence.marks
        .filter((id) => marks[id].sentence === sentence.id)
        .map((id) => {
          const mark = marks[id];
          return el(
            "tr",
            { role: "row", "data-row": id, class: `ws-c${colour(mark.source)}` },
            cell("rowheader", sentence.label),
            cell("cell", tag(id, mark.kind === "framing" ? label(mark) : short(mark))),
            cell(
              "cell",
              [mark.stwr, mark.function].filter(Boolean).map((term) => terms[term]),
              mark.moods &&
                mark.moods[0] !== "mood_none" &&
                el("span", { class: "ws-second" }, terms[mark.moods[0]]),
            ),
            cell(
              "cell",
              [...new Set(codes().map((code) => (mark.words[code] ? code : original)))].map(
                (code) => el("span", { class: "ws-words", lang: code }, mark.words[code]),
              ),
            ),
          );
        }),
    );
    return el(
      "table",
      { role: "table", class: "ws-list" },
      el("caption", null, t.list_caption),
      el(
        "thead",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          [t.column_place, t.column_who, t.column_form, t.column_words].map((text) =>
            el("th", { role: "columnheader", scope: "col" }, text),
          ),
        ),
      ),
      el("tbody", { role: "rowgroup", "data-stop": "" }, rows),
    );
  }

  // --- details ---

  const quoted = (words) =>
    languages
      .filter((code) => words[code])
      .map((code, n) => [n > 0 && " – ", el("q", { lang: code }, words[code])]);

  function panelOf(id) {
    const mark = marks[id],
      here = sentences.find((each) => each.marks.includes(id));
    const row = (name, ...content) => {
      const given = content.flat(Infinity).filter(Boolean);
      return given.length > 0 && [el("dt", null, name), el("dd", null, given)];
    };
    const explained = (name) =>
      terms[`${name}_meaning`] &&
      el("span", { class: "ws-meaning" }, ` ${terms[`${name}_meaning`]}`);
    const term = (name) => name && [terms[name], explained(name) && ". ", explained(name)];
    const jump = (other) => button(`${short(marks[other])}: ${words(other)}`, () => visit(other));
    const same = siblings(id),
      number = same.indexOf(id) + 1;
    const cue =
      mark.kind === "content" &&
      (mark.cue[original]
        ? [quoted(mark.cue), ` (${terms[mark.cue_class]})`]
        : mark.continues
          ? [`${fill(t.cue_continued, mark.continues)}: `, quoted(mark.continues.cue)]
          : t.cue_none);
    const day =
      mark.said_on &&
      new Intl.DateTimeFormat(lang, { dateStyle: "full", timeZone: "UTC" }).format(
        new Date(mark.said_on.date),
      );
    return el(
      "section",
      {
        class: `ws-panel ws-c${colour(mark.source)}`,
        id: panelId,
        tabindex: "-1",
        "aria-label": fill(t.details, { label: mark.label, who: source[mark.source].name }),
      },
      el(
        "div",
        { class: "ws-head" },
        el(
          "p",
          { class: "ws-name" },
          mark.kind === "framing"
            ? el("q", { lang: original }, mark.words[original])
            : source[mark.source].name,
        ),
        button(t.close, close),
      ),
      mark.chain.length > 1 &&
        el(
          "p",
          { class: "ws-chain" },
          el("span", { class: "ws-hidden" }, `${t.chain}: `),
          mark.chain.map((who, n) => [
            n > 0 && " › ",
            el("span", { class: `ws-link ws-c${colour(who)}` }, source[who].name),
          ]),
        ),
      el(
        "dl",
        null,
        row(
          t.claims,
          (mark.claims || []).map((claim) =>
            el(
              "span",
              { class: "ws-entry" },
              claim.text,
              el("span", { class: "ws-meaning" }, ` ${terms[claim.type]}`),
            ),
          ),
        ),
        row(t.whose, mark.kind === "framing" && source[mark.source].name),
        row(t.function, mark.kind === "voice" && term(mark.function)),
        row(
          t.form,
          mark.stwr && [`${terms[mark.stwr]}, ${terms[mark.medium]}.`, explained(mark.stwr)],
        ),
        row(t.cue, cue),
        row(
          t.mood,
          (mark.moods || []).map((mood) => el("span", { class: "ws-entry" }, term(mood))),
        ),
        row(
          t.evidential,
          mark.evidential && mark.evidential !== "evidential_none" && term(mark.evidential),
        ),
        row(
          t.mention,
          mark.kind === "content" && [
            mark.mention && [el("q", { lang: original }, mark.mention), " – "],
            terms[source[mark.source].naming],
          ],
        ),
        row(t.channel, mark.channel),
        row(
          t.said_on,
          mark.said_on && [el("q", { lang: original }, mark.said_on.words), ` (${day})`],
        ),
        row(t.outside, mark.parent && marks[mark.parent] && jump(mark.parent)),
        row(t.inside, (mark.children || []).map(jump)),
        row(
          t.alternatives,
          (mark.alternatives || []).map((each) => el("span", { class: "ws-entry" }, quoted(each))),
        ),
        row(mark.kind === "framing" ? t.reason : t.differ, mark.rationale),
        row(t.translation, here.note),
      ),
      el(
        "div",
        { class: "ws-foot" },
        get("view") === "list" &&
          button(t.show_in_text, () => {
            set("view", "text");
            visit(id);
          }),
        number > 0 &&
          same.length > 1 && [
            el(
              "span",
              { class: "ws-position" },
              fill(t.place_of, { who: source[mark.source].short, number, count: same.length }),
            ),
            step(-1),
            step(1),
          ],
      ),
    );
  }

  /** Where the same voice speaks, in reading order; without a mark, where the followed one does. */
  function siblings(id) {
    const who = id ? marks[id].source : get("found");
    return order.filter(
      (other) =>
        marks[other].kind !== "framing" &&
        (!who || marks[other].source === who) &&
        (shown(other) || other === id),
    );
  }

  function go(by) {
    const id = get("selected"),
      followed = get("found");
    const from = id && (!followed || marks[id].source === followed) ? id : "";
    const list = siblings(from),
      at = list.indexOf(from),
      last = list.length - 1;
    if (last < 0) return say(fill(t.shown, { count: 0 })); // all voices hidden
    visit(list[at + by < 0 ? last : at + by > last ? 0 : at + by], by);
  }

  /** Opens the details of a mark, brings its words into view and moves the focus along. */
  function visit(id, by) {
    set("selected", id);
    const panel = details();
    if (!panel) return;
    const step = panel.querySelector(`[data-go="${by}"]`);
    (step || panel).focus({ preventScroll: true });
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    // A step keeps the focus, at the end of the details: the words stand just above them.
    if (step) panel.scrollIntoView({ block: "end", behavior });
    else
      (body.querySelector(`[data-mark="${id}"]`) || panel).scrollIntoView({
        block: "center",
        behavior,
      });
    const same = siblings(id);
    say(
      `${fill(t.place_of, { who: source[marks[id].source].short, number: same.indexOf(id) + 1, count: same.length })}. ${words(id)}`,
    );
  }

  function close() {
    const id = get("selected"),
      inside = details()?.contains(document.activeElement);
    const opener =
      inside &&
      (lastTag?.isConnected && lastTag.dataset.tag === id && !lastTag.hidden
        ? lastTag
        : (visibleTag(id) ?? root.querySelector("input")));
    set("selected", "");
    if (!opener) return;
    returning = true; // focus that comes back opens nothing
    opener.focus();
    returning = false;
  }

  const visibleTag = (id) => every(`[data-tag="${id}"]`).find((each) => !each.hidden);

  // --- what follows from the state ---

  const body = el("div", { class: "ws-body" });
  const every = (selector) => [...body.querySelectorAll(selector)];
  const details = () => body.querySelector(`#${panelId}`);
  const tip = el("div", { class: "ws-tip", hidden: true, "aria-hidden": "true" });
  // In JupyterLab the keys are the widget's while the focus is in it.
  const root = el(
    "div",
    { class: "ws-widget ws-reader", "data-lm-suppress-shortcuts": "" },
    el(
      "div",
      { class: "ws-controls" },
      el("div", { class: "ws-settings" }, switches, layers),
      voices,
    ),
    el("p", { class: "ws-hint" }, t.intro),
    el(
      "details",
      { class: "ws-fold ws-help" },
      el("summary", null, t.help),
      el(
        "ul",
        null,
        [
          t.help_cue,
          t.help_label,
          sentences.some((each) => each.bare.length) && t.help_bare,
          t.keyboard,
        ]
          .filter(Boolean)
          .map((text) => el("li", null, text)),
      ),
    ),
    body,
    status,
    tip,
  );
  let lastTag = null,
    returning = false;

  function draw() {
    body.replaceChildren(...[get("view") === "list" ? listView() : textView()].flat());
    root.classList.toggle("ws-two", get("language") === "both" && languages.length > 1);
    refresh();
  }

  function refresh() {
    for (const layer of LAYERS) root.classList.toggle(`ws-on-${layer}`, on(layer));
    for (const each of every("[data-mark]"))
      each.classList.toggle("ws-off", !shown(each.dataset.mark));
    for (const each of every("[data-mark] [data-tag]")) {
      each.textContent = label(marks[each.dataset.tag]);
      each.parentNode.classList.toggle("ws-long", each.textContent.length > 18);
      each.hidden = !shown(each.dataset.tag);
    }
    for (const each of every("[data-row]")) {
      const mark = marks[each.dataset.row];
      each.hidden = !speaks(mark.source) || (mark.kind === "framing" && !on("framing"));
    }
    for (const each of root.querySelectorAll("[data-trait]")) {
      const { trait } = each.dataset,
        now = get(trait);
      // A voice's box is ticked unless the voice is hidden.
      each.checked =
        each.type === "radio"
          ? now === each.value
          : now.includes(each.value) !== (trait === "hidden_sources");
    }
    finder.value = get("found");
    steps.hidden = !get("found");
    position.textContent = fill(t.shown, { count: siblings("").length });
    for (const each of every("[data-sentence]")) {
      const bare = get("bare").includes(each.dataset.sentence);
      each.classList.toggle("ws-is-bare", bare);
      each.querySelector("[data-bare]")?.setAttribute("aria-pressed", bare);
    }
    showPanel();
    rove();
  }

  function showPanel() {
    const id = get("selected"),
      old = details();
    (old?.closest("[data-panel]") || old)?.remove();
    for (const each of every("[data-mark]"))
      each.classList.toggle("ws-selected", each.dataset.mark === id);
    for (const each of every("[data-tag]")) {
      const open = each.dataset.tag === id;
      each.setAttribute("aria-expanded", open);
      if (open) each.setAttribute("aria-controls", panelId);
      else each.removeAttribute("aria-controls");
    }
    if (!id) return;
    const panel = panelOf(id),
      row = body.querySelector(`[data-row="${id}"]`);
    if (row)
      row.after(
        el("tr", { role: "row", "data-panel": "" }, el("td", { role: "cell", colspan: 4 }, panel)),
      );
    else
      body
        .querySelector(`[data-sentence="${sentences.find((each) => each.marks.includes(id)).id}"]`)
        ?.append(panel);
  }

  // --- keyboard and pointer ---

  const stops = (area) =>
    [...area.querySelectorAll("[data-tag], [data-bare]")].filter(
      (each) => !each.hidden && !each.closest("[hidden], .ws-is-bare .ws-translated:not(.ws-bare)"),
    );

  /** One stop for the Tab key in each paragraph, one in the list; arrow keys go on from there. */
  function rove(current) {
    for (const area of every("[data-stop]")) {
      const all = stops(area);
      const chosen = all.includes(current)
        ? current
        : all.find((each) => each.tabIndex === 0) || all[0];
      for (const each of area.querySelectorAll("[data-tag], [data-bare]"))
        each.tabIndex = each === chosen ? 0 : -1;
    }
  }

  body.addEventListener("keydown", (event) => {
    const current = event.target.closest("[data-tag], [data-bare]"),
      area = current?.closest("[data-stop]");
    if (!area) return;
    const all = stops(area),
      at = all.indexOf(current),
      list = get("view") === "list";
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: all.length - 1,
      ...(list && { ArrowDown: at + 1, ArrowUp: at - 1 }),
    }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    rove(all[to]);
    all[to].focus();
  });
  body.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.tag) return;
    rove((lastTag = target));
    // By keyboard, focus is enough; a pointer's click decides for itself.
    if (!returning && target.matches(":focus-visible") && get("selected") !== target.dataset.tag)
      set("selected", target.dataset.tag);
    target.scrollIntoView({ block: "nearest" });
  });
  body.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if ((pressed && !pressed.dataset.tag) || event.target.closest(`#${panelId}`)) return;
    const stretch = pressed || event.target.closest("[data-mark]:not(.ws-off)");
    if (!stretch || (!pressed && !getSelection().isCollapsed)) return;
    const id = stretch.dataset.tag || stretch.dataset.mark,
      open = get("selected") === id;
    // Enter on an open label goes into the details; a click closes them.
    if (pressed && event.detail === 0 && open) return details().focus();
    lastTag = pressed || lastTag;
    hideTip();
    set("selected", open ? "" : id);
  });
  function escape({ key, target }) {
    if (key !== "Escape") return;
    hideTip();
    if (get("selected") && (root.contains(target) || target === document.body)) close();
  }
  document.addEventListener("keydown", escape);

  // Hovering previews. The preview can be pointed at, stays while it is, and Escape hides it.
  let timer = 0;
  function hideTip() {
    clearTimeout(timer);
    tip.hidden = true;
    for (const each of every(".ws-hover")) each.classList.remove("ws-hover");
  }
  function showTip(stretch, { clientX, clientY }) {
    hideTip();
    const id = stretch.dataset.mark,
      mark = marks[id];
    for (const each of every(`[data-mark="${id}"]`)) each.classList.add("ws-hover");
    if (get("selected") === id) return;
    tip.replaceChildren(
      el(
        "strong",
        null,
        mark.kind === "framing"
          ? label(mark)
          : mark.chain.map((who) => source[who].short).join(" › "),
      ),
      ...[mark.stwr, mark.function, mark.moods?.[0]]
        .filter(Boolean)
        .map((term) => ` · ${terms[term]}`),
    );
    tip.hidden = false;
    const box = root.getBoundingClientRect();
    const line =
      [...stretch.getClientRects()].find((r) => clientY >= r.top && clientY <= r.bottom) ||
      stretch.getBoundingClientRect();
    tip.style.insetInlineStart = `${Math.max(0, Math.min(clientX - box.left - 20, box.width - tip.offsetWidth))}px`;
    tip.style.top = `${line.top - box.top - tip.offsetHeight}px`;
  }
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || tip.contains(event.target)) return clearTimeout(timer);
    const stretch = event.target.closest("[data-mark]:not(.ws-off)");
    clearTimeout(timer);
    timer = setTimeout(
      () => (stretch && body.contains(stretch) ? showTip(stretch, event) : hideTip()),
      stretch ? 300 : 150,
    );
  });
  root.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    timer = setTimeout(hideTip, 150);
  });

  const recount = () => {
    refresh();
    say(fill(t.shown, { count: order.filter(shown).length }));
  };
  const listeners = Object.entries({
    view: draw,
    language: draw,
    selected: showPanel,
    bare: refresh,
    layers: recount,
    hidden_sources: recount,
    found: recount,
  }).map(([name, callback]) => [`change:${name}`, () => callback()]);
  for (const [name, callback] of listeners) model.on(name, callback);
  draw();
  host.replaceChildren(root);
  return () => {
    for (const [name, callback] of listeners) model.off(name, callback);
    document.removeEventListener("keydown", escape);
    clearTimeout(timer);
  };
}

export default { render };
