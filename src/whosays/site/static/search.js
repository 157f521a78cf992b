// The page that shows what is found. The query stands in its address, and nowhere else.
(() => {
  const { whosays } = window;
  const field = document.getElementById("ws-search-here");
  const status = document.getElementById("ws-search-status");
  const list = document.getElementById("search-results");
  const instead = document.getElementById("ws-search-instead");
  const words = list.dataset;
  const LINE = 180; // characters of a line that is shown
  const BEFORE = 60; // of these before the first word found
  const FIRST = 6; // results of a group before its button
  const MOST_MARKS = 8;
  const PAUSE = 200; // ms after the last key

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  // --- A line of text ----------------------------------------------------------------------------

  // The part of a text to show: where most of the words stand close together.
  function windowOf({ text }, hits) {
    if (text.length <= LINE || hits.length === 0) return [0, Math.min(text.length, LINE)];
    const close = (from) =>
      new Set(
        hits.filter((h) => h.start >= from && h.end < from + LINE - BEFORE).map((h) => h.term),
      );
    const [first] = hits.toSorted(
      (a, b) => close(b.start).size - close(a.start).size || a.start - b.start,
    );
    const from = Math.max(0, Math.min(first.start - BEFORE, text.length - LINE));
    return [from, Math.max(first.end, from + LINE)];
  }

  // Never half a word.
  function wholeWords(text, [from, to]) {
    const start = from > 0 ? text.indexOf(" ", from) + 1 : 0;
    const last = to < text.length ? text.lastIndexOf(" ", to) : text.length;
    return [start, last > start ? last : to];
  }

  // A text with its languages and the words found marked, as nodes.
  function lineOf(block, hits) {
    const [from, to] = wholeWords(block.text, windowOf(block, hits));
    const cuts = new Set([from, to]);
    for (const { start } of block.runs) cuts.add(start);
    for (const { start, end } of hits) cuts.add(start).add(end);
    const inside = [...cuts].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b);
    const line = element("span", "");
    if (from > 0) line.append("… ");
    inside.slice(0, -1).forEach((start, n) => {
      const isFound = hits.some((hit) => hit.start <= start && start < hit.end);
      const part = element(isFound ? "mark" : "span", "", block.text.slice(start, inside[n + 1]));
      const { language } = block.runs.findLast((run) => run.start <= start) ?? { language: "" };
      if (language && language !== document.documentElement.lang) part.lang = language;
      line.append(part.lang || isFound ? part : part.textContent);
    });
    if (to < block.text.length) line.append(" …");
    return line;
  }

  // --- A result ----------------------------------------------------------------------------------

  const flat = (hits) => hits.flatMap((each, term) => each.map((hit) => ({ ...hit, term })));

  // The words to mark on the page, as they stand there.
  function marksOf({ section, blocks }) {
    const found = blocks.flatMap((hits, n) =>
      flat(hits).map(({ start, end }) => section.blocks[n].text.slice(start, end)),
    );
    const known = new Map(found.map((each) => [each.toLowerCase(), each]));
    return [...known.values()].slice(0, MOST_MARKS);
  }

  function addressOf(result) {
    const { section, block } = result;
    const place = block < 0 ? section.place : section.blocks[block].place;
    const marks = marksOf(result).map((each) => ["mark", each]);
    const query = marks.length > 0 ? `?${new URLSearchParams(marks)}` : "";
    return section.address + query + (place ? `#${encodeURIComponent(place)}` : "");
  }

  function linkTo(result) {
    const link = element("a", "", lineOf(result.section.title, flat(result.title)));
    link.href = addressOf(result);
    return link;
  }

  function entryOf(result) {
    const { section, block, blocks } = result;
    const entry = element("li", "", linkTo(result));
    if (!section.isTop) entry.append(element("span", "site-search-of", section.pageTitle));
    const shown = section.blocks[Math.max(0, block)];
    if (shown) {
      const line = element("p", "");
      if (shown.label) line.append(element("span", "site-search-label", `${shown.label}: `));
      line.append(lineOf(shown, block < 0 ? [] : flat(blocks[block])));
      entry.append(line);
    }
    return entry;
  }

  // A part of the book: its best results, and the rest behind a button.
  function groupOf(name, results) {
    const entries = element("ol", "site-search-list", ...results.slice(0, FIRST).map(entryOf));
    const group = element("section", "", element("h2", "", name), entries);
    if (results.length > FIRST) {
      const label = words.more.replace("{n}", results.length).replace("{group}", () => name);
      const more = element("button", "site-button", label);
      more.type = "button";
      more.addEventListener("click", () => {
        const rest = results.slice(FIRST).map(entryOf);
        entries.append(...rest);
        more.remove();
        rest[0].querySelector("a").focus();
      });
      group.append(more);
    }
    return group;
  }

  // --- The page ----------------------------------------------------------------------------------

  function saying({ results, isComplete }, query) {
    if (!query.trim()) return "";
    if (results.length === 0) return words.none.replace("{q}", () => query.slice(0, 80));
    const number = results.length === 1 ? words.one : words.count.replace("{n}", results.length);
    return isComplete ? number : words.most.replace("{found}", number);
  }

  function show(query) {
    const found = whosays.find(query);
    const names = new Set(found.results.map(({ section }) => section.group));
    const inGroup = (name) => found.results.filter(({ section }) => section.group === name);
    list.replaceChildren(...[...names].map((name) => groupOf(name, inGroup(name))));
    if (found.term) {
      list.prepend(element("p", "", `${words.term} `, linkTo(found.term)));
    }
    status.textContent = saying(found, query);
    instead.hidden = !query.trim() || found.results.length > 0;
  }

  const asked = () => new URLSearchParams(location.search).get("q") ?? "";

  function addressFor(query) {
    const address = new URL(location.href);
    address.hash = "";
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    return address;
  }

  // Each query that was sent is a step that Back undoes; what was typed meanwhile is not.
  let sent = asked();
  let timer = 0;

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      show(field.value);
      history.replaceState(null, "", addressFor(field.value));
    }, PAUSE);
  }

  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    history.replaceState(null, "", addressFor(sent));
    if (field.value !== sent) history.pushState(null, "", addressFor(field.value));
    sent = field.value;
    show(sent);
  });
  field.addEventListener("input", typed);
  addEventListener("popstate", () => {
    sent = asked();
    field.value = sent;
    show(sent);
  });

  field.value = sent;
  if (sent) show(sent);
  else field.focus();
})();
