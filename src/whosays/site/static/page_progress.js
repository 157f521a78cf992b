// What a reader has done, from what the widgets keep on this device. Nothing is sent anywhere, and
// nothing is kept before a question was answered.
(() => {
  const whosays = window.whosays;
  const items = new Map(); // page -> ids of its questions
  const former = new Map(); // id -> ids that it had before
  const top = new URL(document.documentElement.dataset.content_root ?? ".", location.href).href;
  const navigation = document.getElementById("site-navigation");
  const ANSWER = "whosays:answer:";
  const LAST = "whosays:last";
  const DAYS = [1, 7, 21];

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null; // refused, or not ours
    }
  }

  function attemptsOf(id) {
    return [id, ...(former.get(id) ?? [])]
      .flatMap((each) => read(ANSWER + each)?.attempts ?? [])
      .filter((a) => !Number.isNaN(Date.parse(a?.at)));
  }

  function pageOf(address) {
    const path = address.slice(top.length).split(/[?#]/)[0];
    return path.replace(/(^|\/)$/, "$1index.html").replace(/\.html$/, "");
  }

  const here = pageOf(location.href);
  const own = [...document.querySelectorAll("main li[id^='q-']")].map(({ id }) => id.slice(2));
  if (own.length > 0) items.set(here, own);
  const isDone = (id) => attemptsOf(id).some((a) => !a.review);
  const openOn = (page) => (items.get(page) ?? []).filter((id) => !isDone(id));

  function countOf(page) {
    const all = items.get(page)?.length ?? 0;
    return { all, done: all - openOn(page).length };
  }

  const say = (text, { done, all }) => text.replace("{n}", done).replace("{m}", all);

  // --- When a question returns: as nextReturn in _summary.js has it. --------------------------

  function dayOf(at, later = 0) {
    const day = new Date(at);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later, 12).getTime();
  }

  function isDue(id) {
    const seen = [...new Set(attemptsOf(id).map((a) => dayOf(a.at)))].sort((a, b) => a - b);
    if (seen.length === 0 || seen.length > DAYS.length) return false;
    const due = Math.max(dayOf(seen[0], DAYS[seen.length - 1]), dayOf(seen.at(-1), 1));
    return due <= dayOf(Date.now());
  }
  whosays.isDue = isDue;

  // --- In the contents and in the bar ----------------------------------------------------------

  function span(className, text) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  // What is seen, and the same in words for who hears it.
  function shortAndLong(text, count) {
    const short = span("", say(text, count));
    short.ariaHidden = "true";
    return [short, span("site-hidden", ` (${say(navigation.dataset.done, count)})`)];
  }

  function mark(link, page) {
    link.querySelector(".site-done")?.remove();
    const count = countOf(page);
    if (count.done === 0) return;
    const note = span("site-done", "");
    note.append(...shortAndLong(count.done === count.all ? "✓" : "{n}/{m}", count));
    link.append(note);
  }

  const lessons = [...(navigation?.querySelectorAll(".bd-links a") ?? [])].map((link) => ({
    link,
    page: link.getAttribute("href") === "#" ? here : pageOf(link.href),
    title: link.textContent.trim(),
  }));

  function showProgress() {
    for (const { link, page } of lessons) mark(link, page);
    const count = countOf(here);
    for (const place of document.querySelectorAll("[data-ws-done]")) {
      place.replaceChildren(...(count.all > 0 ? shortAndLong(place.dataset.wsDone, count) : []));
    }
    showReturn();
  }

  // --- On the first page: where to go on, and what comes back today ----------------------------

  function linkTo(page, end, text) {
    const link = document.createElement("a");
    link.href = `${top}${page}.html${end}`;
    link.textContent = text;
    return link;
  }

  // Where the reader was, or the next page with a question open, by way of the front.
  function whereToGoOn() {
    const last = read(LAST);
    const at = lessons.findIndex(({ page }) => page === last?.page);
    const from = at < 0 ? 1 : at; // the first page is this one
    const next = [...lessons.slice(from), ...lessons.slice(0, from)].find(
      ({ page }) => openOn(page).length > 0,
    );
    if (!next) return null;
    return { ...next, end: next.page === last?.page && last.place ? `#${last.place}` : "" };
  }

  function showOnward(line) {
    const next = whereToGoOn();
    if (!next) {
      line.textContent = line.dataset.wsNone;
      return;
    }
    const count = say(navigation.dataset.done, countOf(next.page));
    const link = linkTo(next.page, next.end, next.title);
    line.replaceChildren(`${line.dataset.wsContinue} `, link, ` (${count})`);
  }

  function showDue(fold, none) {
    const back = lessons
      .map((lesson) => ({ ...lesson, ids: (items.get(lesson.page) ?? []).filter(isDue) }))
      .filter(({ ids }) => ids.length > 0);
    fold.hidden = back.length === 0;
    none.hidden = !fold.hidden;
    fold.querySelector("span").textContent = back.reduce((sum, { ids }) => sum + ids.length, 0);
    fold.querySelector("ul").replaceChildren(
      ...back.map(({ page, title, ids }) => {
        const line = document.createElement("li");
        line.append(linkTo(page, `?review#q-${ids[0]}`, title), ` (${ids.length})`);
        return line;
      }),
    );
  }

  // Only where the page was laid out for it (mode.js), so that nothing moves; what it says is known
  // once the other pages' questions are.
  function showReturn() {
    const box = document.querySelector("[data-ws-return]");
    if (!(box && whosays.items && "returns" in document.documentElement.dataset)) return;
    showOnward(box.querySelector("[data-ws-continue]"));
    showDue(box.querySelector("[data-ws-due]"), box.querySelector("[data-ws-none-due]"));
    box.toggleAttribute("data-ready", hasAnswers());
  }

  // --- What is kept -----------------------------------------------------------------------------

  // The last heading or widget that has passed the upper third of the window.
  function placeNow() {
    const marks = document.querySelectorAll("article section[id], article .whosays-widget[id]");
    const passed = [...marks].filter(
      (each) =>
        each.getClientRects().length > 0 && each.getBoundingClientRect().top < innerHeight / 3,
    );
    return passed.at(-1)?.id ?? "";
  }

  function keepPlace() {
    const begun = [...items.values()].flat().some(isDone);
    if (!begun || document.querySelector("[data-ws-return]") || openOn(here).length === 0) return;
    try {
      localStorage.setItem(LAST, JSON.stringify({ page: here, place: placeNow() }));
    } catch {
      // Storage is refused or full: then the first page has nothing to offer.
    }
  }

  addEventListener("pagehide", keepPlace);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepPlace();
  });

  // --- What the other pages ask matters once something was answered ------------------------------

  function hasAnswers() {
    try {
      return Object.keys(localStorage).some((key) => key.startsWith(ANSWER));
    } catch {
      return false; // refused
    }
  }

  function takeList() {
    for (const [page, ids] of Object.entries(whosays.items)) items.set(page, ids);
    for (const [id, before] of Object.entries(whosays.former ?? {})) former.set(id, before);
  }

  // Where it does not come the page knows its own questions.
  let listing = null;
  whosays.listed = async () => {
    const src = document.querySelector("main")?.dataset.itemsSrc;
    if (src && hasAnswers()) {
      listing ??= whosays.load(src).then(takeList, () => {
        listing = null;
      });
    }
    await listing;
  };

  const showAll = () => whosays.listed().then(showProgress);

  let waiting = 0;
  for (const stored of ["whosays:stored", "storage", "pageshow"]) {
    addEventListener(stored, () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(showAll);
    });
  }
  showProgress();
  showAll();
})();
