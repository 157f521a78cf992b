// Marks that rules propose (whosays/begin/propose), by Python where the site has it for its pages. A reader
// reads them one by one; until then they count for nothing.

const PROPOSING_LOADS = ["HanTa"]; // what is loaded besides what all code needs

/** What the rules have to know of a text, as the files of a case. */
function filesToPropose(state, { t }) {
  const { text, starts, language, readers } = state;
  const article = { language, readers, preamble: text.slice(0, starts[0]) };
  const texts = [
    text,
    ...[article, annotationOf(state, t.author)].map((data) => JSON.stringify(data)),
  ];
  return Object.fromEntries(FILES.map((name, n) => [`case/${name}`, texts[n]]));
}

/** A text with what the rules give for it. */
function withProposals(state, { sources, attributions, author_voice: own }, { todo }) {
  const sentences = sentencesOf(state);
  const isNew = ({ id }) => state.voices.every((voice) => voice.id !== id);
  const voices = sources.filter(isNew).map((source) => voiceOf(source, state.readers, todo));
  return {
    ...state,
    voices: [...state.voices, ...voices],
    said: [...state.said, ...attributions.map((entry) => saidOf(entry, state.text, sentences))],
    own: [...state.own, ...own.map((entry) => ownOf(entry, state.text, sentences))],
  };
}

/** The text with proposals; null where another text has come meanwhile. */
async function proposed(desk, live) {
  const asked = desk.state;
  const answer = await live.propose(filesToPropose(asked, desk), PROPOSING_LOADS);
  if (desk.state?.text !== asked.text) return null;
  if (desk.state !== asked) return proposed(desk, live); // something was marked meanwhile: anew
  const { problems, ...lists } = JSON.parse(answer);
  if (problems) throw new Error(problems.map(({ problem }) => problem).join(" "));
  return withProposals(asked, lists, desk);
}

/** Loads what proposing takes, showing how far that is, and has it proposed. */
async function loadedAndProposed(desk, live, { told, showing }) {
  const { t } = desk;
  const says = { starting: live.words.starting, running: t.propose_running };
  const heard = ({ type }) => {
    if (says[type]) told.textContent = says[type];
  };
  const { view, end } = loadingView(live, desk, PROPOSING_LOADS);
  told.textContent = live.isReady ? t.propose_running : live.words.loading;
  if (live.bytesFor(PROPOSING_LOADS) > 0) showing.append(view);
  live.hear(heard);
  try {
    await live.start(PROPOSING_LOADS);
    return await proposed(desk, live);
  } finally {
    live.listeners.delete(heard);
    end();
  }
}

/** Puts proposals into the text, as one step that can be taken back, or says why there are none. */
async function propose(desk, live, places) {
  const { t } = desk;
  const { told, showing, view } = places;
  const isElsewhere = () => {
    const { activeElement, body } = document;
    return activeElement && activeElement !== body && !view.contains(activeElement);
  };
  let said = "";
  try {
    const made = await loadedAndProposed(desk, live, places);
    // Whoever goes on marking meanwhile stays where they are.
    if (made) desk.change(made, isElsewhere() ? document.activeElement.dataset.key : "unread");
    if (made) said = t.propose_done;
  } catch (error) {
    const reason = String(error.message).trim().split("\n").at(-1); // of Python's, the line that says it
    const failed = fill(t.propose_failed, { reason });
    said = error.name === "AbortError" ? live.words.cancelled : failed;
    if (!isElsewhere()) desk.focus("propose");
  }
  showing.replaceChildren();
  told.textContent = said;
}

/** How many sentences hold what nobody has read, with a way to the first of it. */
function unreadNote(unread, desk) {
  const { t } = desk;
  const go = () => {
    const { said, own } = desk.state;
    const isProposed = (entry) => entry.proposed;
    const [first] = [...said, ...own].filter(isProposed).sort((a, b) => a.at - b.at);
    desk.focus(said.includes(first) ? `entry-${first.id}` : `does-${first.id}`);
  };
  const count = unread.length;
  return el(
    "p",
    { class: "ws-unread" },
    fill(count === 1 ? t.unread_one : t.unread, { count }),
    " ",
    desk.button(t.unread_first, go, { key: "unread", look: "ws-quiet ws-small" }),
  );
}

/** The button, and what to know before: what it does, and how much comes into the page. */
function proposeTools(desk, live, press) {
  const { t, proposing } = desk;
  if (desk.state.language !== proposing.language) {
    return [el("p", { class: "ws-hint" }, t.propose_not_yet)];
  }
  const bytes = live.bytesFor(PROPOSING_LOADS);
  const size = bytes > 0 && fill(t.propose_size, { size: live.megabytes(bytes) });
  return [
    desk.button(t.propose, press, { key: "propose" }),
    el("p", { class: "ws-hint" }, t.propose_what, " ", size),
  ];
}

/** What can be proposed and what is to be read; made once, since it shows what is happening. */
function proposalsView(desk) {
  const { t, proposing } = desk;
  const [tools, showing, told] = [el("div"), el("div"), statusRegion("ws-told")];
  const view = el("div", { class: "ws-proposals" }, tools, showing, told);
  let [live, isBusy] = [null, false];
  const press = async () => {
    if (isBusy) return;
    isBusy = true;
    await propose(desk, live, { told, showing, view });
    isBusy = false;
  };
  const refresh = () => {
    if (!desk.state) return;
    if (!isBusy) told.textContent = ""; // it was about the step before
    const { begun, unread } = markedIn(desk.state);
    const isOpen = live && begun.length < sentencesOf(desk.state).length;
    const hasRate = unread.length > 0 || (isOpen && desk.state.language === proposing.language);
    tools.replaceChildren(
      ...[
        unread.length > 0 && unreadNote(unread, desk),
        ...(isOpen ? proposeTools(desk, live, press) : []),
        hasRate && el("p", { class: "ws-hint" }, fill(t.propose_rate, proposing)),
      ].filter(Boolean),
    );
  };
  pagesPython().then((found) => {
    live = found;
    refresh();
  });
  return { view, refresh };
}
