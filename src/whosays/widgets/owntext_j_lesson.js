// A text as a lesson in one file, made by Python where the site has it for its pages (live.js).

const LESSON_LOADS = ["whosays.widgets.annotator"]; // what is loaded besides what all code needs

/** What runs Python in this page; null in a notebook, from a folder, and where the site has none. */
async function pagesPython() {
  const { liveSrc } = document.querySelector("main")?.dataset ?? {};
  if (!liveSrc || window.location.protocol === "file:") return null;
  try {
    await window.whosays.load(liveSrc);
    await window.whosays.live.isThere;
    return window.whosays.live;
  } catch {
    return null;
  }
}

/** A bar that shows how much has come of what code needs, and a way to stop it. */
function loadingView(live, desk, needs) {
  const total = live.bytesFor(needs);
  const bar = el("progress", { max: total, value: 0, "aria-label": live.words.progress });
  const count = el("span", { class: "ws-hint", "aria-hidden": "true" });
  let loaded = 0;
  const show = () => {
    bar.value = Math.min(loaded, total);
    const [now, all] = [bar.value, total].map(live.megabytes);
    count.textContent = fill(live.words.loaded, { loaded: now, total: all });
  };
  const heard = ({ type, count: bytes }) => {
    if (type === "bytes") loaded += bytes;
    show();
  };
  live.hear(heard);
  show();
  const stop = desk.button(live.words.cancel, live.stop, { key: "python-stop" });
  return {
    view: el("p", { class: "ws-actions" }, bar, count, stop),
    end: () => live.listeners.delete(heard),
  };
}

/** The texts of what the lesson is made with, from the site. */
async function kitOf({ kit: { lesson }, root }) {
  const text = async (path) => {
    const response = await fetch(new URL(path, root));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.text();
  };
  const all = (paths) => Promise.all(paths.map(text));
  const [[first], scripts, styles] = await Promise.all(
    [[lesson.first], lesson.scripts, lesson.styles].map(all),
  );
  return { first, scripts, styles, parts: lesson.parts };
}

/** What has to be mended, in a line: where it is as the editor calls it, what it is, what to do. */
function mendLine({ file, entry, field, problem, remedy }, { state, t }) {
  const fields = { title: t.text_title, as_of: t.asOf, rights: t.rights };
  const sentences = sentencesOf(state);
  const marked = [...state.said, ...state.own].find(({ id }) => id === entry);
  const label = marked && sentencesOfEntry(marked, sentences)[0].label;
  const place = marked ? fill(t.sentence, { label }) : fields[field];
  const where = place ?? [file, entry, field].filter(Boolean).join(", ");
  return [where && `${where}:`, problem, remedy].filter(Boolean).join(" ");
}

/** Has Python make the lesson; gives what it answers. */
async function madeLesson(desk, live, showing) {
  const { t, state, todo } = desk;
  const author = desk.languageOf(state.readers).author || t.author;
  const { id, files } = await caseFiles(state, { todo, author });
  if (!live.isReady) {
    const { view, end } = loadingView(live, desk, LESSON_LOADS);
    showing.append(view);
    await live.start(LESSON_LOADS).finally(() => {
      end();
      view.remove();
    });
  }
  return { id, ...JSON.parse(await live.lesson(files, await kitOf(live))) };
}

/** Saves the text as a lesson, or says what is to be mended first. */
async function saveLesson(desk, live, told, showing) {
  const { t } = desk;
  showing.replaceChildren();
  if (openPoints(desk.state, desk).length > 0) {
    desk.ui.points = true;
    desk.showTail();
    desk.focus("lesson");
    told.textContent = t.lesson_open;
    return;
  }
  if (!window.crypto?.subtle) {
    told.textContent = t.not_secure;
    return;
  }
  told.textContent = t.lesson_making;
  try {
    const { id, html, problems = [] } = await madeLesson(desk, live, showing);
    if (html) handOver(new Blob([html], { type: "text/html" }), `${id}.html`);
    const lines = problems.map((each) => el("li", null, mendLine(each, desk)));
    if (!html) showing.append(el("ul", { class: "ws-points" }, lines));
    told.textContent = html ? fill(t.lesson_saved, { file: `${id}.html` }) : t.lesson_not;
  } catch (error) {
    const isStopped = error.name === "AbortError";
    const failed = fill(t.lesson_failed, { reason: error.message });
    told.textContent = isStopped ? live.words.cancelled : failed;
  }
}

/** A way to save the text as a lesson: it is made once, since it shows what is happening. */
function lessonView(desk, told) {
  const { t } = desk;
  const view = el("div", { class: "ws-lesson" });
  const showing = el("div");
  let isBusy = false;
  const put = (live) => {
    const size = el("span");
    const saySize = () => {
      const about = { size: live.megabytes(live.bytesFor(LESSON_LOADS)) };
      size.textContent = live.isReady ? "" : fill(live.words.size, about);
    };
    const save = async () => {
      if (isBusy) return;
      isBusy = true;
      await saveLesson(desk, live, told, showing);
      isBusy = false;
      saySize();
    };
    saySize();
    view.append(
      desk.button(t.lesson, save, { key: "lesson", look: "" }),
      el("p", { class: "ws-hint" }, t.lesson_what, " ", size),
      showing,
    );
  };
  const say = () => view.append(el("p", { class: "ws-hint" }, t.lesson_elsewhere));
  pagesPython().then((live) => (live ? put(live) : say()));
  return view;
}
