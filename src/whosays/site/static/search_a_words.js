// Words: where they begin and end, how they may be typed, which forms are of one word.
(() => {
  window.whosays ??= {};
  const { whosays } = window;
  // A number with groups of three is one word: 12,000 and 12.000 and 12 000. So is "Putin's".
  const WORD =
    /\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
  const VERB_ENDINGS = ["en", "t", "te", "ten", "tet", "et", "ete", "eten", "ung", "ungen"];

  function bare(word) {
    const plain = word
      .replaceAll("ß", "ss")
      .replace(/['’]s$/u, "")
      .replace(/['’]/gu, "");
    return plain.normalize("NFD").replace(/\p{M}/gu, "");
  }

  // How a word is compared, all in lower case and without signs on letters. "Pjöngjang" has two
  // keys, as it may be typed: pjongjang and pjoengjang.
  function keysOf(word) {
    const small = word.normalize("NFC").toLowerCase();
    if (/^\d/u.test(small)) return [small.replace(/[.,\s]/gu, "")];
    const spelled = small.replace(/[äöü]/gu, (letter) => `${bare(letter)}e`);
    return spelled === small ? [bare(small)] : [bare(small), bare(spelled)];
  }

  const stem = (word, language) => whosays.stemmers?.[language]?.stemWord(word) ?? word;

  // Snowball keeps "bestätigt" and "bestätigen" apart, "gesagt" and "sagen", too.
  function verbForms(key) {
    const forms = [];
    for (const ending of VERB_ENDINGS) {
      const root = key.endsWith(ending) ? key.slice(0, -ending.length) : "";
      if (!/..[^aeiou]$/u.test(root)) continue;
      forms.push(`${stem(`${root}en`, "de")} (verb)`);
      if (/^ge.../u.test(root) && /t$/u.test(ending)) {
        forms.push(`${stem(`${root.slice(2)}en`, "de")} (verb)`);
      }
    }
    return forms;
  }

  // Two words of a language with a form in common are forms of one word.
  function formsOf(keys, language) {
    const stems = keys.map((key) => stem(key, language));
    return language === "de" ? [...stems, ...keys.flatMap(verbForms)] : stems;
  }

  whosays.words = {
    keysOf,
    formsOf,
    in: (text) => [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index })),
  };
})();
