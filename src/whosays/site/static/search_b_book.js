// The book's text, as search.py has written it, and what a query finds in it.
(() => {
  const { whosays } = window;
  const { keysOf, formsOf } = whosays.words;
  const MARKS = /[\ue000-\uf8ff]/u; // before words in another language: search.py, FIRST_LANGUAGE
  const FIRST_MARK = 0xe0_00;
  const SAME = 3;
  const FORM = 2;
  const BEGINNING = 1;
  const INSIDE = 0.5;
  const MOST_WORDS = 12;
  const LONGEST = 60;

  // --- Reading the index -------------------------------------------------------------------------

  const types = new Map(); // language and word -> what is known of that word

  function typeOf(word, language) {
    const name = `${language} ${word.toLowerCase()}`;
    if (!types.has(name)) types.set(name, { keys: keysOf(word), language, forms: null });
    return types.get(name);
  }

  // A text with the languages of its parts and its words.
  function readText(marked, languages) {
    const runs = [];
    let text = "";
    let language = languages[0];
    let rest = marked;
    while (rest) {
      const at = rest.search(MARKS);
      const part = at < 0 ? rest : rest.slice(0, at);
      if (part) runs.push({ start: text.length, language });
      text += part;
      if (at >= 0) language = languages[rest.charCodeAt(at) - FIRST_MARK];
      rest = at < 0 ? "" : rest.slice(at + 1);
    }
    const words = whosays.words.in(text).map(({ word, start }) => {
      const run = runs.findLast((each) => each.start <= start);
      return { start, end: start + word.length, type: typeOf(word, run.language) };
    });
    return { text, runs, words };
  }

  function readBook({ languages, groups, labels, pages }) {
    const texts = []; // a text that stands in several places is in the index once
    const sections = [];
    for (const [address, pageTitle, group, parts] of pages) {
      for (const [place, title, isTerm, blocks] of parts) {
        const read = blocks.map(([text, at, label]) => {
          if (typeof text === "string") texts.push(readText(text, languages));
          const known = typeof text === "string" ? texts.at(-1) : texts[text];
          return { ...known, place: at || place, label: labels[label ?? 0] };
        });
        sections.push({
          ...{ address, pageTitle, place, group: groups[group], isTerm: isTerm === 1 },
          isTop: sections.at(-1)?.address !== address,
          title: readText(title || pageTitle, languages),
          blocks: read,
        });
      }
    }
    return { languages, sections };
  }

  let held = null;

  function book() {
    held ??= readBook(whosays.index);
    return held;
  }

  // --- Reading a query ---------------------------------------------------------------------------

  // The terms of a query: words, and phrases, which stand in quotation marks or have a hyphen in them.
  function parse(query) {
    const chunks = query.slice(0, MOST_WORDS * LONGEST).match(/["“”„«»][^"“”„«»]*|[^\s"“”„«»]+/gu);
    const terms = new Map();
    for (const chunk of chunks ?? []) {
      const words = whosays.words.in(chunk).map(({ word }) => word);
      const isExact = words.length > 1 || /^["“”„«»]/u.test(chunk);
      if (words.length > 0) terms.set(words.join(" ").toLowerCase(), { words, isExact });
    }
    return [...terms.values()].slice(0, MOST_WORDS);
  }

  const termsOf = (query) =>
    parse(query).map(({ words, isExact }) => words.map((word) => meant(keysOf(word), isExact)));

  const startsAlike = (one, other) =>
    one.replace(/^ge/u, "").slice(0, 2) === other.replace(/^ge/u, "").slice(0, 2);

  function levelOf(type, keys, forms) {
    if (type.keys.some((key) => keys.includes(key))) return SAME;
    if (type.keys.some((key) => keys.some((each) => startsAlike(key, each)))) {
      type.forms ??= formsOf(type.keys, type.language);
      if (type.forms.some((form) => forms.get(type.language).includes(form))) return FORM;
    }
    const begins = (key) => keys.some((each) => each.length > 1 && key.startsWith(each));
    if (type.keys.some(begins)) return BEGINNING;
    const holds = (key) => keys.some((each) => each.length > 3 && key.includes(each));
    return type.keys.some(holds) ? INSIDE : 0;
  }

  // The book's words that a word of the query may mean: its forms; where the book has none, words
  // that begin so; else words that hold it, as German compounds do.
  function meant(keys, isExact) {
    const { languages } = book();
    const forms = new Map(languages.map((each) => [each, formsOf(keys, each)]));
    const levels = new Map();
    for (const type of types.values()) {
      const level = levelOf(type, keys, forms);
      if (level > 0) levels.set(type, level);
    }
    const best = Math.max(0, ...levels.values());
    const least = isExact ? SAME : Math.min(best, FORM);
    return new Map([...levels].filter(([, level]) => level >= least));
  }

  // --- Finding -----------------------------------------------------------------------------------

  // Where the words of one term stand in a text, each with how well it fits.
  function hitsIn({ words }, term) {
    const hits = [];
    for (let at = 0; at <= words.length - term.length; at++) {
      let level = SAME;
      for (let n = 0; n < term.length && level > 0; n++) {
        level = Math.min(level, term[n].get(words[at + n].type) ?? 0);
      }
      if (level > 0) {
        hits.push({ start: words[at].start, end: words[at + term.length - 1].end, level });
      }
    }
    return hits;
  }

  const best = (hits) => hits.reduce((most, { level }) => Math.max(most, level), 0);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  function findIn(section, terms) {
    const title = terms.map((term) => hitsIn(section.title, term));
    const blocks = section.blocks.map((block) => terms.map((term) => hitsIn(block, term)));
    const count = terms.map((_, n) => sum(blocks.map((hits) => hits[n].length)));
    const levels = terms.map((_, n) => Math.max(best(title[n]), ...blocks.map((b) => best(b[n]))));
    return { section, title, blocks, count, levels };
  }

  // A word counts more the fewer sections have it, in a title, and if all stand in one paragraph; what is
  // no prose of the lesson counts less.
  function score(found, rarity) {
    const words = found.levels.map((level, n) => {
      const inTitle = 2 * best(found.title[n]);
      return rarity[n] * (level + inTitle + Math.log2(1 + found.count[n]) / 2);
    });
    const together = found.blocks.some((hits) => hits.every((each) => each.length > 0));
    const label = found.section.blocks[found.block]?.label;
    return (sum(words) + (together ? Math.max(...rarity) : 0)) * (label ? 0.8 : 1);
  }

  // The paragraph to show: with most of the words, best fitting; prose before what has a label.
  function bestBlock({ section, blocks }) {
    const worth = blocks.map((hits, n) => {
      const words = sum(hits.map((each) => 4 * Math.sign(each.length) + best(each)));
      return words > 0 ? words - (section.blocks[n].label ? 0.5 : 0) : 0;
    });
    const most = Math.max(0, ...worth);
    return most > 0 ? worth.indexOf(most) : -1;
  }

  function isNamed({ section, title, levels }) {
    const covered = sum(title.map((hits) => (best(hits) >= FORM ? 1 : 0)));
    return section.isTerm && covered === levels.length && section.title.words.length === covered;
  }

  const inOrder = (found) => {
    const groups = [...new Set(book().sections.map(({ group }) => group))];
    const group = ({ section }) => groups.indexOf(section.group);
    return found.sort((one, other) => group(one) - group(other) || other.score - one.score);
  };

  // What a query finds: by part of the book, lessons first, then what fits best. All its words have to be
  // there, those aside that are everywhere; if they are nowhere, what has the rarest of them is given.
  whosays.find = (query) => {
    const terms = termsOf(query);
    if (terms.length === 0) return { results: [], isComplete: true };
    const { sections } = book();
    const all = sections.map((section) => findIn(section, terms));
    const spread = terms.map((_, n) => all.filter(({ levels }) => levels[n] > 0).length);
    const rarity = spread.map((number) => Math.log(1 + sections.length / (1 + number)));
    const isCommon = (number) => number > sections.length / 2;
    const needed = spread.map((number) => spread.every(isCommon) || !isCommon(number));
    const has = ({ levels }) =>
      sum(levels.map((each, n) => (each > 0 && needed[n] ? rarity[n] : 0)));
    const most = Math.max(...all.map(has));
    const results = inOrder(
      all
        .filter((found) => most > 0 && has(found) === most)
        .map((found) => ({ ...found, block: bestBlock(found) }))
        .map((found) => ({ ...found, score: score(found, rarity) })),
    );
    const isComplete = results.every(({ levels }) =>
      levels.every((each, n) => each > 0 || !needed[n]),
    );
    return { results, isComplete, term: results.find(isNamed) };
  };
})();
